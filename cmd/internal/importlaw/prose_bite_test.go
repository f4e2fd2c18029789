package importlaw

import (
	"strings"
	"testing"
)

func TestDefiningCommentsAreCounted(t *testing.T) {
	const text = `package p
// Next is the next message.
func Next() {}
// T.Len is not the name: this comment opens with another word.
func (T) Len() {}
// names are what they are called.
func names() {}
// Close closes it. It is safe to call twice.
func Close() {}
func undocumented() {}
`
	var c commentCount
	c.add("p.go", []byte(text))
	if c.documented != 4 || len(c.defining) != 2 {
		t.Errorf("%d documented, defining %q; want 4 and 2", c.documented, c.defining)
	}
	wantViolation(t, c.check(), "2 of 4 function comments open with is or are")
	wantViolation(t, c.check(), "p.go:3:1: Next is the next message.")
	wantViolation(t, new(commentCount).check(), "found no function comments")
	few := commentCount{documented: 100, defining: make([]string, maxDefiningPercent-1)}
	reportAll(t, few.check())
}

func TestLogKeyViolations(t *testing.T) {
	const text = `package p
import "log/slog"
func f(s *server, err error) {
	s.log.Info("listening", "addr", s.addr, "next try in", s.wait)
	s.log.LogAttrs(ctx, level, "stopped", slog.String("Reason", "x"), slog.Int("lines", 1))
	s.log.With("player id", 1).Warn("slow", slog.Any("error", err), "ok", 1, "retryIn", 2)
	http.Error(w, "not found", 404)
}
`
	calls, violations := checkLogCalls("p.go", []byte(text))
	for _, key := range []string{"next try in", "Reason", "player id"} {
		wantViolation(t, violations, `log key "`+key+`"`)
	}
	if calls < 6 || len(violations) != 3 {
		t.Errorf("%d keys, %q", calls, violations)
	}
	if calls, _ := checkLogCalls("p.go", []byte("package p\nfunc f() { log.Info(\"x\", \"bad key\", 1) }")); calls != 0 {
		t.Error("a file that does not import log/slog is checked")
	}
}

func TestReplacedWordsAreFound(t *testing.T) {
	const text = `package p
type flakyConfig struct{ Rig, trigger int }
func (c *flakyConfig) newRecap(rig int) { spool := 1 }
const maxHastyLines = 2
var original, prefilm int
`
	violations := checkWords("cmd/clewd/steward_test.go", []byte(text))
	for _, says := range []string{`"steward" is replaced by manager`, `flakyConfig contains "flaky"`, `Rig contains "rig"`, `newRecap contains "recap"`, `maxHastyLines contains "hasty"`} {
		wantViolation(t, violations, says)
	}
	if len(violations) != 5 {
		t.Errorf("%d violations, want 5: %q", len(violations), violations)
	}
	wantViolation(t, checkWords("net/flakylink/link.go", []byte("package netem")), `"flakylink" is replaced by netem`)
}

func TestCamelWords(t *testing.T) {
	for name, want := range map[string]string{
		"newHTTPServer": "new http server", "rate_limit2": "rate limit", "X": "x", "maxTTL": "max ttl", "uint16s": "uint s",
	} {
		if got := strings.Join(camelWords(name), " "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestStalePagesAreReported(t *testing.T) {
	page := "# Page\n" + beginMark + "old\n" + endMark + "End.\n"
	got, err := withDrawing([]byte(page), "new\n")
	if err != nil || string(got) != "# Page\n"+beginMark+"new\n"+endMark+"End.\n" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := withDrawing([]byte("# Page\n"), "new\n"); err == nil {
		t.Error("a page without marks passes")
	}
	if d := drawing("net"); !strings.Contains(d, "net/replica") || strings.Contains(d, "cmd/clew") || !strings.Contains(d, "(for tests)") {
		t.Errorf("the drawing of net is\n%s", d)
	}
}
