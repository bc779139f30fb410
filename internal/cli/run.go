package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"runtime/debug"
	"strings"
	"unicode"

	"github.com/alecthomas/kong"
	"github.com/clausewise/clausewise/limits"
	kongcompletion "github.com/jotaen/kong-completion"
	"github.com/posener/complete"
	"golang.org/x/term"
)

// Env is what a command talks to.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Limits are those of the run; 0 stands for a default.
	Limits limits.Limits
}

// Color tells whether colours are welcome on w: a terminal, and NO_COLOR not set.
func (e *Env) Color(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}

// Width is the number of columns of the terminal behind w; 0 if there is none.
func (e *Env) Width(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// exit is the panic by which kong's flags that end the program (--help) leave the parser.
type exit struct{ code int }

// Run parses args for app, a struct in kong's notation whose commands have a method Run(*Env) error, and runs the command. It gives the exit
// code: kong's own code for wrong usage is ExitFailure here.
func Run(app any, name, description string, args []string, env *Env) (code int) {
	defer func() {
		if r := recover(); r != nil {
			leave, ok := r.(exit)
			if !ok {
				panic(r)
			}
			code = leave.code
		}
	}()
	completing := os.Getenv("COMP_LINE") != ""
	if !completing {
		app = onlyVerb(app, args)
	}
	parser, err := kong.New(app,
		kong.Name(name),
		kong.Description(description),
		kong.Writers(env.Stdout, env.Stderr),
		kong.Exit(func(code int) { panic(exit{code}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Bind(env),
		limitNames(),
	)
	if err != nil {
		return report(env, name, err)
	}
	if completing {
		kongcompletion.Register(parser,
			kongcompletion.WithPredictor("policy", complete.PredictFunc(func(complete.Args) []string { return policyNames() })),
			kongcompletion.WithPredictor("file", complete.PredictFiles("*")),
			kongcompletion.WithExitFunc(func(code int) { panic(exit{code}) }),
		)
	}
	ctx, err := parser.Parse(args)
	if err != nil {
		code := report(env, name, err)
		if parse, ok := errors.AsType[*kong.ParseError](err); ok && parse.Context != nil {
			usage(env, name, parse.Context)
		}
		return code
	}
	return report(env, name, ctx.Run(env))
}

// onlyVerb is app with no command but the one that the arguments begin with; app itself where they begin otherwise. Describing all commands
// to kong takes longer than deciding a case.
func onlyVerb(app any, args []string) any {
	v := reflect.ValueOf(app).Elem()
	if len(args) == 0 {
		return app
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if _, command := f.Tag.Lookup("cmd"); command && verbOf(f) == args[0] {
			one := reflect.New(reflect.StructOf([]reflect.StructField{f}))
			one.Elem().Field(0).Set(v.Field(i))
			return one.Interface()
		}
	}
	return app
}

// verbOf is what kong calls a command: its name, or the field's with lines between words.
func verbOf(f reflect.StructField) string {
	if name := f.Tag.Get("name"); name != "" {
		return name
	}
	var b strings.Builder
	for i, r := range f.Name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// usage points to the help that is nearest to a mistake.
func usage(env *Env, name string, ctx *kong.Context) {
	if verb := strings.Fields(ctx.Command()); len(verb) > 0 {
		name += " " + verb[0]
	}
	say(env, name+" --help shows what can be written.")
}

// report says what went wrong and gives the exit code.
func report(env *Env, name string, err error) int {
	if err == nil {
		return ExitOK
	}
	if !IsSilent(err) {
		say(env, name+": "+err.Error())
	}
	return CodeOf(err)
}

// say writes a line to the standard error; if even that fails, there is nobody left to tell.
func say(env *Env, line string) { _, _ = fmt.Fprintln(env.Stderr, line) }

// Version is the version of the program and the revision it was built from.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	version := info.Main.Version
	if version == "" || version == "(devel)" {
		version = "development"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			version += " " + s.Value
		}
	}
	return version
}

// VersionCmd prints the version.
type VersionCmd struct{}

// Run prints the version.
func (VersionCmd) Run(env *Env) error {
	_, err := fmt.Fprintln(env.Stdout, Version())
	return err
}
