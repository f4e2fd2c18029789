package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clew/cmd/internal/cli"
	_ "clew/net/netsim/netsimtest"
)

// tinyScenario is a short game in which things go wrong.
const tinyScenario = `name = "Tiny"
level = "first-thread"
seed = 3
ticks = 300
[[client]]
name = "Ann"
input = "keys: 30- 60r 60d 60l 60u repeat"
redundancy = 1
up = { latency = "30ms", loss = 20, duplicate = 5 }
down = { latency = "30ms" }
[[client]]
input = "bot:2"
switches = { prediction = false }
`

// clewlab runs the program.
func clewlab(ctx context.Context, args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	code = run(ctx, args, func(string) (string, bool) { return "", false }, &out, &errs)
	return out.String(), errs.String(), code
}

// mustRun runs the program, which must do well.
func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	out, errs, code := clewlab(t.Context(), args...)
	if code != exitOK || errs != "" {
		t.Fatalf("exit code %d, %s", code, errs)
	}
	return out
}

// file writes a scenario.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// listing returns the names of the files in a folder, hidden ones included.
func listing(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// rows reads a table.
func rows(t *testing.T, path string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(contents(t, path))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// cell returns a number of a table by the name of its column.
func cell(t *testing.T, rows [][]string, row int, column string) string {
	t.Helper()
	i := slices.Index(rows[0], column)
	if i < 0 {
		t.Fatalf("no column %s in %v", column, rows[0])
	}
	return rows[row][i]
}

// checkImages fails unless each plot is there, of a size fit for slides.
func checkImages(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		img, err := png.DecodeConfig(bytes.NewReader(contents(t, filepath.Join(dir, name+".png"))))
		if err != nil || img.Width != 1920 || img.Height < 1080 {
			t.Errorf("%s.png: %d×%d, %v", name, img.Width, img.Height, err)
		}
		if svg := contents(t, filepath.Join(dir, name+".svg")); !bytes.Contains(svg, []byte("</svg>")) || bytes.Contains(svg, []byte("NaN")) {
			t.Errorf("%s.svg is no whole picture", name)
		}
	}
}

// With -entries there is a line for each tick of the server: who joins, and what
// was pressed.
func TestEntries(t *testing.T) {
	out := t.TempDir()
	tiny := file(t, "tiny.toml", tinyScenario)
	mustRun(t, "run", "-entries", tiny, "-out", out)
	mustRun(t, "compare", "-entries", tiny, "1-perfect", "-out", out)
	text := string(contents(t, filepath.Join(out, "tiny", "entries.txt")))
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != 300 || !strings.HasPrefix(lines[0], "1\t1|0") || !strings.HasPrefix(lines[299], "300\t300|0|1#") {
		t.Errorf("%d lines, from %q to %q", len(lines), lines[0], lines[len(lines)-1])
	}
	for _, want := range []string{`|join "Ann" 0 0 `, "=r", "=-"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if a := contents(t, filepath.Join(out, "tiny-vs-1-perfect", "a-entries.txt")); string(a) != text {
		t.Error("run and compare write different entries")
	}
	if b := contents(t, filepath.Join(out, "tiny-vs-1-perfect", "b-entries.txt")); len(b) == 0 || string(b) == text {
		t.Errorf("the other scenario has the entries\n%s", b)
	}
	mustRun(t, "run", tiny, "-out", out) // replaces a result with entries
	if got := listing(t, filepath.Join(out, "tiny")); slices.Contains(got, "entries.txt") {
		t.Errorf("old entries are left: %q", got)
	}
}

func TestRun(t *testing.T) {
	out := t.TempDir()
	printed := mustRun(t, "run", file(t, "tiny.toml", tinyScenario), "-out", out, "1-perfect", "-window", "100:200")
	for _, want := range []string{"Tiny\n", "corrections", "client 2", filepath.Join(out, "tiny"), filepath.Join(out, "1-perfect")} {
		if !strings.Contains(printed, want) {
			t.Errorf("no %q in\n%s", want, printed)
		}
	}
	if got := listing(t, out); !slices.Equal(got, []string{"1-perfect", "tiny"}) {
		t.Fatalf("in the folder: %q", got)
	}
	dir := filepath.Join(out, "tiny")
	checkImages(t, dir, "error", "delay", "bytes", "packets")
	for _, line := range bytes.Split(bytes.TrimSpace(contents(t, filepath.Join(dir, "trace.jsonl"))), []byte("\n")) {
		if !json.Valid(line) {
			t.Fatalf("no JSON: %s", line)
		}
	}
	if got := listing(t, dir); slices.Contains(got, "entries.txt") {
		t.Errorf("entries were not asked for: %q", got)
	}
	r := rows(t, filepath.Join(dir, "summary.csv"))
	if len(r) != 3 {
		t.Fatalf("%d rows", len(r))
	}
	for column, want := range map[string]string{"name": "Ann", "corrections_defect": "0", "sampled_to_consumed_mean_ms": "33.3"} {
		if got := cell(t, r, 1, column); got != want {
			t.Errorf("Ann's %s: %q, not %q", column, got, want)
		}
	}
	for _, column := range []string{"lost", "corrections_input_lost", "max_correction_cells", "up_packets_duplicated"} {
		if v := strings.Trim(cell(t, r, 1, column), "0."); v == "" {
			t.Errorf("Ann has no %s", column)
		}
	}
	if got := cell(t, r, 2, "corrections"); got != "0" {
		t.Errorf("who doesn't predict has %s corrections", got)
	}
}

// The same scenario gives the same bytes, plots included.
func TestSameBytes(t *testing.T) {
	scenario, one, two := file(t, "tiny.toml", tinyScenario), t.TempDir(), t.TempDir()
	mustRun(t, "run", scenario, "-out", one)
	mustRun(t, "run", scenario, "-out", two)
	for _, name := range listing(t, filepath.Join(one, "tiny")) {
		if !bytes.Equal(contents(t, filepath.Join(one, "tiny", name)), contents(t, filepath.Join(two, "tiny", name))) {
			t.Errorf("%s is another the second time", name)
		}
	}
}

func TestCompare(t *testing.T) {
	out := t.TempDir()
	other := file(t, "more.toml", strings.Replace(tinyScenario, "redundancy = 1\n", "", 1))
	printed := mustRun(t, "compare", "-out", out, file(t, "tiny.toml", tinyScenario), other)
	dir := filepath.Join(out, "tiny-vs-more")
	checkImages(t, dir, "error", "delay", "bytes", "packets")
	if r := rows(t, filepath.Join(dir, "summary.csv")); len(r) != 5 || r[1][0] != "tiny" || r[3][0] != "more" {
		t.Errorf("the summary: %q", r)
	}
	r := rows(t, filepath.Join(dir, "differences.csv"))
	i := slices.IndexFunc(r, func(row []string) bool { return row[0] == "Ann" && row[1] == "corrections" })
	if i < 0 || r[i][2] == "0" || r[i][3] != "0" || r[i][4] != "-"+r[i][2] {
		t.Errorf("corrections: %q", r[i])
	}
	if !strings.Contains(printed, "difference") {
		t.Errorf("printed:\n%s", printed)
	}
	a, b := contents(t, filepath.Join(dir, "a-trace.jsonl")), contents(t, filepath.Join(dir, "b-trace.jsonl"))
	if bytes.Equal(a, b) {
		t.Error("both traces are the same")
	}
	mustRun(t, "compare", other, other, "-out", out) // with itself: it has to be called something
}

func TestSweep(t *testing.T) {
	out := t.TempDir()
	printed := mustRun(t, "sweep", file(t, "tiny.toml", tinyScenario), "-set", "client.up.loss=0..20/10", "-set", "client.redundancy=1,8", "-out", out)
	dir := filepath.Join(out, "tiny-sweep")
	checkImages(t, dir, "sweep")
	r := rows(t, filepath.Join(dir, "sweep.csv"))
	var settings []string
	for _, row := range r[1:] {
		settings = append(settings, row[0]+" "+row[1])
	}
	if want := []string{"0 1", "0 8", "10 1", "10 8", "20 1", "20 8"}; !slices.Equal(settings, want) {
		t.Errorf("the settings: %q", settings)
	}
	if lost, repeated := cell(t, r, 5, "corrections"), cell(t, r, 6, "corrections"); lost == "0" || repeated != "0" {
		t.Errorf("corrections: %s, with redundancy %s", lost, repeated)
	}
	if !strings.Contains(printed, "client.redundancy") {
		t.Errorf("printed:\n%s", printed)
	}
}

// A choice is swept by its words.
func TestSweepOfWords(t *testing.T) {
	out := t.TempDir()
	mustRun(t, "sweep", file(t, "snap.toml", snapScenario), "-set", "client.reconciliation=replay,snap,ignore", "-out", out)
	dir := filepath.Join(out, "snap-sweep")
	checkImages(t, dir, "sweep")
	r := rows(t, filepath.Join(dir, "sweep.csv"))
	for i, want := range []string{"replay", "snap", "ignore"} {
		if r[i+1][0] != want || (cell(t, r, i+1, "corrections_snapped") != "0") != (want == "snap") {
			t.Errorf("%s: %q", want, r[i+1])
		}
	}
}

const snapScenario = `name = "Snap"
level = "first-thread"
ticks = 300
[[client]]
input = "keys: 60- 60d 60- 60u"
up = { latency = "50ms" }
down = { latency = "50ms" }
`

// An older result goes when the new one is complete; what is not ours stays.
func TestReplaces(t *testing.T) {
	scenario, out := file(t, "tiny.toml", tinyScenario), t.TempDir()
	mustRun(t, "run", scenario, "-out", out)
	table := filepath.Join(out, "tiny", "summary.csv")
	if err := os.WriteFile(table, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, errs, code := clewlab(ctx, "run", scenario, "-out", out); code != cli.ExitInterrupted {
		t.Errorf("told to end: exit code %d, %s", code, errs)
	}
	if got := contents(t, table); string(got) != "old" {
		t.Error("told to end, it replaced the older result all the same")
	}
	mustRun(t, "run", scenario, "-out", out)
	if got := contents(t, table); string(got) == "old" {
		t.Error("the older result is still there")
	}
	if err := os.WriteFile(filepath.Join(out, "tiny", "thesis.tex"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, errs, code := clewlab(t.Context(), "run", scenario, "-out", out); code != exitUsage || !strings.Contains(errs, "thesis.tex") {
		t.Errorf("exit code %d, %s", code, errs)
	}
	if got := listing(t, out); !slices.Equal(got, []string{"tiny"}) {
		t.Errorf("in the folder: %q", got)
	}
}
