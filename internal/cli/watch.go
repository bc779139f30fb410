package cli

import (
	"fmt"
	"os"
	"os/signal"
	"time"
)

// watchEvery is how often files are looked at. Looking costs a stat each, so that no system's notifications are needed.
const watchEvery = 300 * time.Millisecond

// Watch does something now, and again whenever a policy or test among paths changes, comes or goes, until the program is interrupted. What is
// wrong is reported each time and does not end the watch.
func Watch(env *Env, paths []string, do func() error) error {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	defer signal.Stop(stop)
	for {
		before := stamps(paths)
		if err := do(); err != nil && !IsSilent(err) {
			say(env, err.Error())
		}
		say(env, "watching; interrupt to end")
		for stamps(paths) == before {
			select {
			case <-stop:
				return nil
			case <-time.After(watchEvery):
			}
		}
		say(env, "")
	}
}

// stamps is a text that changes when a file does.
func stamps(paths []string) string {
	names, err := FindPolicies(paths, true)
	if err != nil {
		return err.Error()
	}
	all := ""
	for _, n := range names {
		if info, err := os.Stat(n); err == nil {
			all += fmt.Sprintf("%s %d %d\n", n, info.ModTime().UnixNano(), info.Size())
		}
	}
	return all
}
