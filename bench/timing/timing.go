// Package timing measures processor time, which other work on the machine disturbs less than the clock.
package timing

import (
	"slices"
	"syscall"
)

// Used is the processor time of this process so far, in nanoseconds.
func Used() int64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return r.Utime.Nano() + r.Stime.Nano()
}

// Median is the middle of some measurements.
func Median(xs []float64) float64 {
	slices.Sort(xs)
	return xs[len(xs)/2]
}
