package main

import (
	"bytes"
	"os"
	"os/exec"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/settings"
	"clew/cmd/clew/internal/startup"
	"clew/cmd/internal/cli"
	"clew/cmd/internal/clitest"
	"clew/net/dial"
	_ "clew/net/netsim/netsimtest"
)

// env returns an environment that has only these variables.
func env(pairs ...string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		for _, p := range pairs {
			if k, v, _ := strings.Cut(p, "="); k == name {
				return v, true
			}
		}
		return "", false
	}
}

func TestParse(t *testing.T) {
	s, err := parse(strings.Fields("-connect maze.example:9 -name Inês -wire text -lag 120ms -jitter 30ms -loss 5 -mute -windowed 640x360"), env("CLEW_NAME=Rui"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Connect != "maze.example:9" || s.Name != "Inês" || s.Wire != dial.Text || !s.flags.Mute || s.flags.Width != 640 || s.flags.Height != 360 {
		t.Errorf("%+v", s)
	}
	if up := s.Netem.Up; up != s.Netem.Down || up.Latency != 60*time.Millisecond || up.Jitter != 30*time.Millisecond || up.Loss != 5 {
		t.Errorf("%+v", s.Netem)
	}
	if s, err = parse(strings.Fields("-lab 3-loss"), env()); err != nil || s.Lab == nil || s.Lab.Scenario.Ticks != 1800 {
		t.Errorf("%+v, %v", s, err)
	}
	if s, err = parse(strings.Fields("-lab 3-loss -compare 2-lag"), env()); err != nil || s.LabCompare == nil || s.LabCompare.Scenario.Seed == s.Lab.Scenario.Seed {
		t.Errorf("%+v, %v", s, err)
	}
	if s, err = parse(strings.Fields("-lesson 5"), env("LANG=pt_PT.UTF-8")); err != nil || s.Lesson == nil || s.Lesson.Number != 5 || s.SystemLanguage != "pt" {
		t.Errorf("%+v, %v", s, err)
	}
	if s, err = parse(strings.Fields("-invite 1JR0-E44J-566Y-NPZE-YERE -password thread"), env()); err != nil || s.Together != "203.0.113.9:8856" || s.Connect != "" || s.Password != "thread" {
		t.Errorf("the code of a game without a server: %+v, %v", s, err)
	}
	for _, c := range []struct{ arg, address, name string }{
		{"Attic", "Attic:8856", "Attic"},
		{"Ann's game", "", "Ann's game"},
		{"203.0.113.9:9", "203.0.113.9:9", ""},
	} {
		if s, err = parse([]string{"-together", c.arg}, env()); err != nil || s.Together != c.address || s.TogetherName != c.name {
			t.Errorf("-together %q: %+v, %v", c.arg, s, err)
		}
	}
	if s, err = parse(strings.Fields("-invite 1g58043j5600-0000-1DZ8"), env()); err != nil || s.Connect != "192.168.1.7:8856" {
		t.Errorf("%+v, %v", s, err)
	}
	s, err = parse(nil, env("CLEW_NAME=Rui", "CLEW_LAG=1s", "CLEW_CAPTURES=/tmp/mine"))
	if err != nil || s.Name != "Rui" || s.Captures != "/tmp/mine" || s.Netem.Up.Latency != time.Second/2 || s.Wire != dial.Msgpack || s.flags.Width != 1280 {
		t.Errorf("%+v, %v", s, err)
	}
}

// Flags are over the environment, that is over the file, and what neither of
// them says is as it is in the file.
func TestWhatIsOverTheFile(t *testing.T) {
	s, err := parse(strings.Fields("-name Inês -scale 150"), env("LANG=pt_PT.UTF-8", "CLEW_LANG=en", "CLEW_NAME=Rui", "CLEW_REDUCED_MOTION=true"))
	if err != nil {
		t.Fatal(err)
	}
	store := settings.NewInMemory()
	store.Change(func(v *settings.Settings) {
		v.Player = settings.Player{Name: "Ana", Colour: 3}
		v.Language, v.Video.Scale, v.Video.Fullscreen = "pt", 75, true
	})
	for _, override := range s.overrides {
		store.Override(override)
	}
	want := settings.Default()
	want.Player = settings.Player{Name: "Inês", Colour: 3}
	want.Language, want.Video.Scale, want.Video.Fullscreen, want.Video.ReducedMotion = "en", 150, true, true
	if got := *store.Current(); !reflect.DeepEqual(got, want) || s.SystemLanguage != "pt" {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// What is wrong with a flag is said in one line that names it, with code 2.
func TestBadFlags(t *testing.T) {
	for _, tc := range []struct{ args, want string }{
		{"-connect a:b:c", "-connect"},
		{"-invite 1G58-043J-5600-0000-1DZ9", "-invite: a letter of this invitation code is wrong"},
		{"-invite maze.example", "-invite: an invitation code has letters and digits only, not '.'"},
		{"-invite 1G58-043J-5600-0000-1DZ8 -connect localhost", "-connect and -invite exclude each other"},
		{"-tracker a:b:c", "-tracker is \"a:b:c\"; use a host, such as tracker.example"},
		{"-together a:b:c", "-together is \"a:b:c\"; write new to begin a game"},
		{"-together new -connect localhost", "-connect and -together exclude each other"},
		{"-password secret", "-password needs -together"},
		{"-name |\x01", "-name"},
		{"-lab nowhere", "1-perfect"},
		{"-compare 3-loss", "-lab"},
		{"-lab 3-loss -compare nowhere", "1-perfect"},
		{"-lesson 11", "give a number from 1 to 10 or the path of a lesson file"},
		{"-lesson testdata/damaged.toml", "testdata/damaged.toml:11:11: unknown setting \"loss\""},
		{"-lang tlh", "-lang"},
		{"-scale 20", "from 75 to 200"},
		{"-wire pigeon", "-wire"},
		{"-lag -1s", "-lag"},
		{"-loss 200", "-loss"},
		{"-redundancy 0", "-redundancy is 0; give a number from 1 to 32"},
		{"-redundancy 33", "-redundancy is 33; give a number from 1 to 32"},
		{"-stats testdata", `-stats: "testdata" can't be written`},
		{"-stats testdata/no/file", "name another file, or - for standard output"},
		{"-windowed large", "-windowed"},
		{"-windowed 10x10", "-windowed"},
		{"-windowed 640x360x2", "-windowed"},
		{"-nope", "-nope"},
		{"one two", `"two"; Clew opens one file at a time`},
		{"-lab 3-loss -connect localhost", "-connect and -lab exclude each other"},
		{"-lesson 5 main.go", `-lesson and "main.go" exclude each other`},
		{"-replay main.go", `-replay: "main.go" is not a replay`},
		{"-replay nowhere", `-replay: no such file: "nowhere"`},
	} {
		var answer, out bytes.Buffer
		if code, err := run(strings.Fields(tc.args), &answer, &out, ""); err == nil || code != 2 || answer.Len() > 0 || !strings.Contains(out.String(), tc.want) || strings.Count(out.String(), "\n") != 1 {
			t.Errorf("clew %s: code %d, %q, %q", tc.args, code, out.String(), answer.String())
		}
	}
}

// What is asked for is answered on standard output, and nothing is said elsewhere.
func TestAnswers(t *testing.T) {
	for arg, want := range map[string]string{"-version": cli.VersionLine("clew"), "-h": "-windowed WxH"} {
		var answer, out bytes.Buffer
		if code, err := run([]string{arg}, &answer, &out, ""); err != nil || code != exitOK || out.Len() > 0 || !strings.Contains(answer.String(), want) {
			t.Errorf("%s: code %d, %q, %q", arg, code, answer.String(), out.String())
		}
	}
}

// The manual page has the flags that -h lists.
func TestManual(t *testing.T) {
	var help bytes.Buffer
	startup.Usage(&help)
	clitest.CheckManPage(t, "clew.1", help.String())
}

// The window has a square icon in every size that is embedded.
func TestIcons(t *testing.T) {
	sizes := map[int]bool{}
	for _, m := range icons() {
		if b := m.Bounds(); b.Dx() == b.Dy() {
			sizes[b.Dx()] = true
		}
	}
	for _, size := range []int{16, 32, 48, 128} {
		if !sizes[size] {
			t.Errorf("no icon of %d px", size)
		}
	}
}

// The program itself, which this one begins as, answers without a display: the
// window library would panic before main.
func TestWithoutADisplay(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only on Linux does the window library look for a display by itself")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		arg    string
		code   int
		answer string
	}{{"-h", exitOK, "-windowed WxH"}, {"-version", exitOK, cli.VersionLine("clew")}, {"-nope", exitUsage, "not defined: -nope"}, {"nowhere.txt", exitUsage, `no such file: "nowhere.txt"`}, {"-mute", exitUsage, "no display"}} {
		cmd := exec.Command(self, tc.arg)
		cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "CLEW_") }), "DISPLAY=")
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != tc.code || !strings.Contains(string(out), tc.answer) || strings.Contains(string(out), "panic") {
			t.Errorf("%s: code %d, %s", tc.arg, code, out)
		}
	}
}

// What is known without a window is what is known with one.
func TestOptionsAgreeWithTheSettings(t *testing.T) {
	if startup.MinScale != settings.MinScale || startup.MaxScale != settings.MaxScale {
		t.Error("other scales")
	}
	for i, l := range i18n.Languages() {
		if i >= len(startup.Languages) || startup.Languages[i] != l.Code {
			t.Errorf("-lang takes %q", startup.Languages)
		}
	}
}
