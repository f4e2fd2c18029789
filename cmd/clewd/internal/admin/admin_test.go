package admin

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"clew/cmd/clewd/internal/bans"
	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/server"
)

// fakeGame is a server and a controller that record calls.
type fakeGame struct {
	people []authority.PlayerInfo
	notes  []string
	stops  bool
}

func (g *fakeGame) note(format string, args ...any) {
	g.notes = append(g.notes, fmt.Sprintf(format, args...))
}

func (g *fakeGame) Players() ([]authority.PlayerInfo, sim.Tick) { return g.people, 6000 }

func (g *fakeGame) there(id sim.ID) bool {
	return slices.ContainsFunc(g.people, func(p authority.PlayerInfo) bool { return p.ID == id })
}

func (g *fakeGame) Kick(id sim.ID, code, reason string) bool {
	g.note("kick %d %s %s", id, code, reason)
	return g.there(id)
}

func (g *fakeGame) KickByAddr(code string, why func(string) (string, bool)) (n int) {
	last := ""
	for _, p := range g.people {
		if reason, is := why(server.AddrKey(p.Label)); is {
			n, last = n+1, reason
		}
	}
	g.note("expel %d %s %s", n, code, last)
	return n
}

func (g *fakeGame) Mute(id sim.ID, d time.Duration) bool {
	g.note("mute %d %v", id, d)
	return g.there(id)
}

func (g *fakeGame) Announce(text string) { g.note("say %s", text) }

func (g *fakeGame) Stats() server.Stats {
	return server.Stats{Gauges: server.Gauges{Level: "Spiral", Players: 3, MaxPlayers: 64, IdlePlayers: 2, HasPassword: true}, Ticks: 600, TotalTickTime: time.Second}
}

func (g *fakeGame) Levels() ([]string, int) { return []string{"spiral", "maze.txt"}, 1 }

func (g *fakeGame) Play(name string) (string, error) {
	if name == "nowhere" {
		return "", fmt.Errorf("there is no level %q", name)
	}
	g.note("play %q", name)
	return "The Broken Spiral", nil
}

func (g *fakeGame) Stop(in time.Duration, reason string) {
	g.note("stop %v %q", in, reason)
	g.stops = true
}
func (g *fakeGame) CancelStop() bool  { was := g.stops; g.stops = false; return was }
func (g *fakeGame) Pending() []string { return []string{"the server stops in 5m"} }
func (g *fakeGame) Reload() []string  { return []string{"reloaded"} }

func newTestShell(t *testing.T, path string) (*Shell, *fakeGame) {
	t.Helper()
	list, err := bans.Open(path, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	g := &fakeGame{people: []authority.PlayerInfo{
		{ID: 1, Avatar: 'A', Name: "Ann", Label: "10.0.0.1:1000", JoinTick: 5400, ExitTick: 5700, IdleTicks: 599},
		{ID: 3, Avatar: 'C', Name: "Cy \"x\"", Label: "10.0.0.3:9", Disconnected: true, JoinTick: 0, MutedUntil: 6600, IdleTicks: 6000},
		{ID: 4, Avatar: 'D', Name: "Di", Label: "[2001:db8::7]:5", JoinTick: 6000, IdleTicks: 18900},
	}}
	return &Shell{Server: g, Controller: g, Bans: list}, g
}

func TestCommands(t *testing.T) {
	for line, want := range map[string]struct{ answer, done string }{
		"who":                   {`1 A "Ann", 10.0.0.1:1000, finished in 5s|3 C "Cy \"x\"", 10.0.0.3:9, disconnected, playing for 1m40s, muted for 10s|4 D "Di", [2001:db8::7]:5, playing for 0s, idle for 5m15s`, ""},
		"status":                {`level: Spiral|players: 3 of 64 (0 disconnected, 2 idle, 0 finished), 0 spectators|connections: 0|ticks: 600 (average 1.667ms, 0 late), 0s dropped|bans: 0|password required|the server stops in 5m`, ""},
		"  say  hello   there ": {"sent", "say hello   there"},
		"say":                   {"usage: say TEXT", ""},
		"kick 1":                {"player 1 was kicked", "kick 1 kicked an administrator kicked you"},
		"KICK 1 be nice":        {"player 1 was kicked", "kick 1 kicked be nice"},
		"kick 9":                {"there is no player 9; 'who' lists the players", "kick 9 kicked an administrator kicked you"},
		"kick Ann":              {"usage: kick ID [REASON]", ""},
		"mute 3":                {"player 3 is muted for 10m", "mute 3 10m0s"},
		"mute 3 1h30m":          {"player 3 is muted for 1h30m", "mute 3 1h30m0s"},
		"mute 3 0":              {"player 3 is no longer muted", "mute 3 0s"},
		"mute 3 soon":           {"usage: mute ID [TIME]", ""},
		"mute 3 1:30":           {"player 3 is muted for 1h30m", "mute 3 1h30m0s"},
		"mute 3 1w":             {"player 3 is muted for 7d", "mute 3 168h0m0s"},
		"mute 3 for 5m":         {"nothing was done: write the time first, as one word, as in 5m", ""},
		"mute 3 10:0":           {refused("10:0"), ""},
		"kick 1 30min spam":     {"nothing was done: a kick has no time, and the player may come back at once; to keep the address out, use 'ban 1 30min'", ""},
		"kick 1 2 hours":        {"nothing was done: a kick has no time, and the player may come back at once; to keep the address out, use 'ban 1 2h'", ""},
		"kick 1 3rd warning":    {"player 1 was kicked", "kick 1 kicked 3rd warning"},
		"ban":                   {"usage: ban ID|ADDRESS|RANGE [TIME] [REASON]", ""},
		"ban Ann":               {`invalid address "Ann"; use one such as 192.0.2.7 or 2001:db8::7, or a range such as 192.0.2.0/24`, ""},
		"ban 3":                 {"10.0.0.3 is banned permanently; one player from there was kicked", "expel 1 banned you are banned from this server"},
		"ban 9":                 {"there is no player 9; 'who' lists the players, and the log has the addresses of others", ""},
		"ban 10.0.0.0/24":       {"10.0.0.0/24 is banned permanently; 2 players from there were kicked", "expel 2 banned you are banned from this server"},
		"ban 2001:db8::/32":     {"2001:db8::/32 is banned permanently; one player from there was kicked", "expel 1 banned you are banned from this server"},
		"ban 192.0.2.0/24":      {"192.0.2.0/24 is banned permanently; no players from there", "expel 0 banned "},
		"ban 0.0.0.0/0":         {"the range 0.0.0.0/0 is too wide to ban; use a prefix of at least 8 bits", ""},
		"ban 1 0":               {"nothing was done: the time is 0; omit it for a permanent ban", ""},
		"ban 1":                 {"10.0.0.1 is banned permanently; one player from there was kicked", "expel 1 banned you are banned from this server"},
		"ban 4 spam and more":   {"2001:db8::/64 is banned permanently; one player from there was kicked", "expel 1 banned you are banned from this server: spam and more"},
		"ban 1 1mo":             {refused("1mo"), ""},
		"ban 1 3rd warning":     {refused("3rd"), ""},
		"ban 1 -5m":             {refused("-5m"), ""},
		"ban 1 for 2 weeks":     {"nothing was done: write the time first, as one word, as in 5m", ""},
		"ban 1 half an hour":    {"nothing was done: write the time first, as one word, as in 5m", ""},
		"ban 1 until 24/12":     {"nothing was done: write the time first, as one word, as in 5m", ""},
		"ban 1 2 weeks":         {"nothing was done: write the time as one word, as in 2w", ""},
		"ban 1 a cheat":         {"10.0.0.1 is banned permanently; one player from there was kicked", "expel 1 banned you are banned from this server: a cheat"},
		"unban 10.0.0.1":        {"10.0.0.1 is not banned; 'bans' lists the bans", ""},
		"unban":                 {`invalid address ""; use one such as 192.0.2.7 or 2001:db8::7, or a range such as 192.0.2.0/24`, ""},
		"bans":                  {"no bans", ""},
		"level":                 {"  spiral|* maze.txt", ""},
		"level next":            {`switched to "The Broken Spiral"`, `play ""`},
		"level spiral":          {`switched to "The Broken Spiral"`, `play "spiral"`},
		"level nowhere":         {`there is no level "nowhere"`, ""},
		"stop":                  {"the server stops in 10s", `stop 10s ""`},
		"stop 0":                {"the server stops in 0s", `stop 0s ""`},
		"stop 5m new version":   {"the server stops in 5m", `stop 5m0s "new version"`},
		"stop 5 min":            {"nothing was done: write the time as one word, as in 5m", ""},
		"stop 5min":             {"the server stops in 5m", `stop 5m0s ""`},
		"stop 5min. dinner":     {refused("5min."), ""},
		"stop 10:00":            {"the server stops in 10h", `stop 10h0m0s ""`},
		"stop 10:00:00":         {refused("10:00:00"), ""},
		"stop 22h15":            {refused("22h15"), ""},
		"stop 1w":               {"the server stops in 7d", `stop 168h0m0s ""`},
		"stop 101y":             {refused("101y"), ""},
		"stop 36501d":           {`nothing was done: "36501d" is too long; the maximum is 36500d`, ""},
		"stop in 5 min":         {"nothing was done: write the time first, as one word, as in 5m", ""},
		"stop at 22:00":         {"nothing was done: write the time first, as one word, as in 5m", ""},
		"stop ten minutes":      {"nothing was done: write the time first, as one word, as in 5m", ""},
		"stop Cancel":           {"there is no stop to cancel", ""},
		"stop -h":               {"usage: stop [TIME] [REASON] | cancel", ""},
		"stop 5 apples":         {"the server stops in 5s", `stop 5s "apples"`},
		"ban 1 2 Days spam":     {"nothing was done: write the time as one word, as in 2d", ""},
		"mute 3 2 hours":        {"nothing was done: write the time as one word, as in 2h", ""},
		"stop for dinner":       {"the server stops in 10s", `stop 10s "for dinner"`},
		"stop cancel":           {"there is no stop to cancel", ""},
		"reload":                {"reloaded", ""},
		"":                      {"", ""},
		"dance":                 {`unknown command "dance"; 'help' lists the commands`, ""},
	} {
		d, g := newTestShell(t, filepath.Join(t.TempDir(), "bans.json"))
		if got := strings.Join(d.Execute(line), "|"); got != want.answer {
			t.Errorf("%q is answered\n%q, want\n%q", line, got, want.answer)
		}
		if got := strings.Join(g.notes, "|"); got != want.done {
			t.Errorf("%q does %q, want %q", line, got, want.done)
		}
	}
}

func TestBans(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bans.json")
	d, _ := newTestShell(t, path)
	d.Execute("ban 1 2h spam")
	d.Execute("ban 192.0.2.7")
	d, _ = newTestShell(t, path) // as after a restart
	got := strings.Join(d.Execute("bans"), "|")
	if !regexp.MustCompile(`^10\.0\.0\.1, until 20\d\d-\d\d-\d\d \d\d:\d\d UTC, as "Ann": spam\|192\.0\.2\.7, permanently$`).MatchString(got) {
		t.Errorf("%q", got)
	}
	if text, is := d.Bans.Banned("10.0.0.1", time.Now().Add(119*time.Minute)); !is || !strings.HasSuffix(text, "UTC: spam") {
		t.Errorf("%q, %v", text, is)
	}
	if _, is := d.Bans.Banned("10.0.0.1", time.Now().Add(121*time.Minute)); is {
		t.Error("the ban lasts too long")
	}
	if got := d.Execute("unban 192.0.2.7"); got[0] != "192.0.2.7 is no longer banned" {
		t.Errorf("%q", got)
	}
	d.Execute("ban 10.0.0.0/24")
	if got := d.Execute("unban 10.0.0.1"); !strings.HasPrefix(got[0], "10.0.0.1 is still in a banned range") {
		t.Errorf("%q", got)
	}
	if got := d.Execute("ban 192.0.2.7 2d"); !regexp.MustCompile(`^192\.0\.2\.7 is banned until 20\d\d-`).MatchString(got[0]) {
		t.Errorf("%q", got)
	}
	d, _ = newTestShell(t, "")
	if got := d.Execute("ban 1"); len(got) != 2 || !strings.Contains(got[1], "-bans FILE keeps it") {
		t.Errorf("%q", got)
	}
	d, _ = newTestShell(t, filepath.Join(t.TempDir(), "no", "bans.json"))
	if got := d.Execute("ban 1"); len(got) != 2 || !strings.Contains(got[1], "could not be saved") {
		t.Errorf("%q", got)
	}
}

// With a full list, ban reports that nothing was done.
func TestBansFull(t *testing.T) {
	d, g := newTestShell(t, "")
	for i := range bans.MaxBans {
		if err := d.Bans.Add(bans.Ban{Addr: fmt.Sprintf("10.1.%d.%d", i/256, i%256)}, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.Execute("ban 1"); len(got) != 1 || !strings.HasPrefix(got[0], "nothing was done: the list is full with 10000 bans; lift some") || len(g.notes) != 0 {
		t.Errorf("%q, %q", got, g.notes)
	}
}

// A ban that was added by hand disconnects its player.
func TestReread(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bans.json")
	d, g := newTestShell(t, path)
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if line, err := d.ReloadBans(); line != "" || err != nil || len(g.notes) != 0 {
		t.Errorf("%q, %v, %q", line, err, g.notes)
	}
	write(`[{"address":"10.0.0.0/24","reason":"spam"}]`)
	if line, err := d.ReloadBans(); line != "ban list reloaded (1 in all); 2 players on it were kicked" || err != nil {
		t.Errorf("%q, %v", line, err)
	}
	if got := strings.Join(g.notes, "|"); got != "expel 2 banned you are banned from this server: spam" {
		t.Errorf("%q", got)
	}
	write(`[{`)
	if line, err := d.ReloadBans(); line != "" || err == nil {
		t.Errorf("%q, %v", line, err)
	}
	if got := d.Execute("ban 192.0.2.7"); len(got) != 2 || !strings.Contains(got[1], "invalid ban list") {
		t.Errorf("%q", got)
	}
}

func TestHelpListsAll(t *testing.T) {
	d, _ := newTestShell(t, "")
	help := strings.Join(d.Execute("help"), "\n")
	for _, c := range commands {
		if !strings.Contains(help, "\n"+c.name) {
			t.Errorf("no %s in\n%s", c.name, help)
		}
	}
	for _, line := range strings.Split(help, "\n") {
		if len(line) > 120 {
			t.Errorf("too long for a chat window: %s", line)
		}
	}
}

// refused returns the answer to a word that looks like a time but is not valid.
func refused(word string) string {
	return fmt.Sprintf("nothing was done: %q is not a duration; write one such as 90s, 5m or 5min, 1h30m or 1:30, 7d, 2w", word)
}

// TestTimedBan checks that a ban with a time ends, rather than being permanent with the
// time as its reason.
func TestTimedBan(t *testing.T) {
	for word, want := range map[string]time.Duration{"30min": 30 * time.Minute, "1w": 7 * 24 * time.Hour, "1:30": 90 * time.Minute} {
		d, _ := newTestShell(t, "")
		d.Execute("ban 1 " + word + " spam")
		all := d.Bans.All(time.Now())
		if len(all) != 1 || all[0].Until.Sub(all[0].Since) != want || all[0].Reason != "spam" {
			t.Errorf("%s: %+v", word, all)
		}
	}
}
