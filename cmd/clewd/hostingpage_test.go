package main

import (
	"flag"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"clew/net/server"
)

func page(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("HOSTING.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// HOSTING.md names every setting, and no other.
func TestPageNamesSettings(t *testing.T) {
	text, o := page(t), defaults()
	flags := o.flags()
	flags.VisitAll(func(f *flag.Flag) {
		if f.Name != "version" && !regexp.MustCompile("`[^`\n]*\\b"+f.Name+"\\b[^`\n]*`").MatchString(text) {
			t.Errorf("HOSTING.md does not name %s", f.Name)
		}
	})
	unit, err := os.ReadFile("dist/clewd.service")
	if err != nil {
		t.Fatal(err)
	}
	image, err := os.ReadFile("dist/Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?m)(?:`|clewd |\", \"|^ENTRYPOINT.*\", \")-([a-z-]+)").FindAllStringSubmatch(text+string(unit)+string(image), -1) {
		if flags.Lookup(m[1]) == nil && m[1] != "h" {
			t.Errorf("there is no flag -%s", m[1])
		}
	}
}

// HOSTING.md names every metric of the game, and no other.
func TestPageNamesMetrics(t *testing.T) {
	text := page(t)
	stats := server.Stats{Refusals: map[string]uint64{"full": 1}, Received: map[string]server.Traffic{"say": {Messages: 1}}}
	w := httptest.NewRecorder()
	metricsHandler(func() server.Stats { return stats }).ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	there := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^# TYPE (\S+)`).FindAllStringSubmatch(w.Body.String(), -1) {
		there[m[1]] = true
		if strings.HasPrefix(m[1], "clew_") && !strings.Contains(text, "`"+m[1]+"`") {
			t.Errorf("HOSTING.md does not name %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`clew_[a-z_]+`).FindAllString(text, -1) {
		if !there[m] {
			t.Errorf("there is no metric %s", m)
		}
	}
}
