package importlaw

import (
	"strings"
	"testing"
)

// validGraph returns a small module without violations.
func validGraph() graph {
	return graph{
		"fmt":                           {name: "fmt", std: true, imports: []string{"os"}},
		"os":                            {name: "os", std: true},
		"math/bits":                     {name: "bits", std: true},
		"math":                          {name: "math", std: true},
		"net":                           {name: "net", std: true},
		"testing":                       {name: "testing", std: true},
		"expvar":                        {name: "expvar", std: true, imports: []string{"net"}},
		"pgregory.net/rapid":            {name: "rapid", imports: []string{"fmt"}},
		"github.com/evil/thing":         {name: "thing", imports: []string{ebitenPath}},
		ebitenPath:                      {name: "ebiten"},
		"clew/engine/maze":              {name: "maze", imports: []string{"fmt", "math/bits"}, testImports: []string{"pgregory.net/rapid", "clew/levels"}},
		"clew/engine/sim":               {name: "sim", imports: []string{"clew/engine/maze"}},
		"clew/levels":                   {name: "levels"},
		"clew/net/wire":                 {name: "wire", imports: []string{"clew/engine/sim"}},
		"clew/net/link":                 {name: "link"},
		"clew/net/authority":            {name: "authority", imports: []string{"clew/net/wire"}, testImports: []string{"clew/net/netsim", "clew/net/netsim/netsimtest"}},
		"clew/net/replica":              {name: "replica", imports: []string{"clew/net/wire", "clew/engine/maze"}},
		"clew/net/netsim":               {name: "netsim", imports: []string{"clew/net/authority", "clew/net/replica", "clew/net/link"}},
		"clew/net/netsim/netsimtest":    {name: "netsimtest", imports: []string{"clew/net/netsim"}},
		"clew/net/server":               {name: "server", imports: []string{"net", "clew/net/authority"}},
		"clew/cmd/clewd":                {name: "main", imports: []string{"clew/net/server", "os"}},
		"clew/cmd/clew/internal/render": {name: "render", imports: []string{ebitenPath, "clew/net/replica"}},
		"clew/cmd/clew/internal/input":  {name: "input", imports: []string{ebitenPath}},
	}
}

const ebitenPath = "github.com/hajimehoshi/ebiten/v2"

func TestValidGraphPasses(t *testing.T) {
	reportAll(t, validGraph().check())
	reportAll(t, validGraph().checkNames([]string{"net", "net/http", "internal/link"}))
}

func TestViolationsAreReported(t *testing.T) {
	cases := []struct {
		name, who, imports string
		inTest             bool
		says               string
	}{
		{"arrow up", "clew/engine/maze", "clew/engine/sim", false, "does not allow"},
		{"siblings", "clew/net/authority", "clew/net/replica", false, "does not allow"},
		{"siblings, the other way", "clew/net/replica", "clew/net/authority", false, "does not allow"},
		{"authority knows a link", "clew/net/authority", "clew/net/link", false, "does not allow"},
		{"link knows the messages", "clew/net/link", "clew/net/wire", false, "does not allow"},
		{"siblings of the window", "clew/cmd/clew/internal/render", "clew/cmd/clew/internal/input", false, "does not allow"},
		{"server knows the window", "clew/cmd/clewd", "clew/cmd/clew/internal/render", false, "does not allow"},
		{"a stranger's module", "clew/net/wire", "github.com/evil/thing", false, "does not allow"},
		{"the engine knows std net", "clew/engine/sim", "net", false, "clew/engine/sim -> net:"},
		{"the engine reaches std net", "clew/engine/sim", "expvar", false, "clew/engine/sim -> expvar -> net:"},
		{"the engine knows our net", "clew/engine/maze", "clew/net/link", false, "clew/engine/maze -> clew/net/link:"},
		{"the engine reads files", "clew/engine/maze", "os", false, "same on every machine"},
		{"the engine has floats", "clew/engine/maze", "math", false, "same on every machine"},
		{"the server reaches Ebitengine", "clew/cmd/clewd", "github.com/evil/thing", false,
			"clew/cmd/clewd -> github.com/evil/thing -> " + ebitenPath},
		{"through one of our packages", "clew/net/wire", ebitenPath, false, "clew/cmd/clewd -> clew/net/server -> clew/net/authority -> clew/net/wire -> " + ebitenPath},
		{"a package for tests in the game", "clew/net/netsim", "clew/net/wire/wiretest", false, "for tests only"},
		{"production code asks whether it is under test", "clew/net/netsim", "testing", false, "under test"},
		{"a simulation that nobody checks", "clew/net/server", "clew/net/netsim", true, "clew/net/server (its tests) -> clew/net/netsim, without clew/net/netsim/netsimtest"},
		{"an engine test opens the network", "clew/engine/sim", "clew/net/netsim", true, "not even tests may"},
		{"a server test opens a window", "clew/cmd/clewd", "clew/cmd/clew/internal/render", true, "clew/cmd/clewd (its tests) -> "},
		{"a test with a stranger's module", "clew/net/wire", "github.com/evil/thing", true, "not even tests may"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g := validGraph()
			if c.inTest {
				g[c.who].testImports = append(g[c.who].testImports, c.imports)
			} else {
				g[c.who].imports = append(g[c.who].imports, c.imports)
			}
			wantViolation(t, g.check(), c.says)
		})
	}
}

func TestPackageWithoutARule(t *testing.T) {
	g := validGraph()
	g["clew/engine/helpers"] = &node{name: "helpers"}
	wantViolation(t, g.check(), "clew/engine/helpers has no rule: add one")
}

func TestNetHasNoGoFiles(t *testing.T) {
	g := validGraph()
	g["clew/net"] = &node{name: "net"}
	wantViolation(t, g.check(), "clew/net: this folder is kept free of Go files")
	wantViolation(t, g.checkNames([]string{"net"}), "named like the standard library's net")
}

func TestStandardLibraryNames(t *testing.T) {
	g := graph{"clew/engine/rand": {name: "dice"}, "clew/engine/dice": {name: "http"}}
	violations := g.checkNames([]string{"math/rand", "net/http"})
	wantViolation(t, violations, "clew/engine/rand is named like the standard library's math/rand")
	wantViolation(t, violations, "clew/engine/dice is named like the standard library's net/http")
}

func TestImpureCalls(t *testing.T) {
	const text = `package sim
import "time"
var start = time.Now()
var half float64
func run() { go run(); time.Sleep(time.Second) }
`
	violations := checkSource("engine/sim/run.go", []byte(text))
	for _, says := range []string{"run.go:3:13 calls time.Now", "run.go:4:10 uses float64", "run.go:5:14 starts a goroutine", "run.go:5:24 calls time.Sleep"} {
		wantViolation(t, violations, says)
	}
	if len(violations) != 4 {
		t.Errorf("%d violations in a file that has 4: %q", len(violations), violations)
	}
	reportAll(t, checkSource("net/server/run.go", []byte(text)))
}

func TestTopLevelViolations(t *testing.T) {
	names := append(strings.Fields(topLevel), ".git", "bin")
	reportAll(t, checkTopLevel(names, []string{"bin"}))
	wantViolation(t, checkTopLevel(append(names, "docs"), []string{"bin"}), "docs does not belong")
	wantViolation(t, checkTopLevel(names, nil), "bin does not belong")
	wantViolation(t, checkTopLevel(names[1:], []string{"bin"}), "cmd is missing")
}

func wantViolation(t *testing.T, violations []string, want string) {
	t.Helper()
	for _, b := range violations {
		if strings.Contains(b, want) {
			return
		}
	}
	t.Errorf("no violation says %q; all that is said: %q", want, violations)
}
