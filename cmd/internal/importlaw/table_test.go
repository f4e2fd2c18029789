package importlaw

// A rule says what a package may import.
type rule struct {
	dir string
	// imports names packages of this module, separated by spaces; "x/..." means
	// x and all below it. What they may import is allowed, too.
	imports string
	// modules names other modules.
	modules string
	// forTests: only tests, and other packages for tests, may import it.
	forTests bool
}

// rules is the table of imports, from the bottom up.
var rules = []rule{
	// The engine: a pure function on ticks. Nothing but the standard library.
	{dir: "engine/splitmix"},
	{dir: "engine/maze", imports: "engine/splitmix"},
	{dir: "engine/sim", imports: "engine/maze engine/splitmix"},
	{dir: "engine/rollback", imports: "engine/sim"},
	{dir: "engine/game", imports: "engine/sim", modules: "github.com/mtibben/confusables golang.org/x/text"},
	{dir: "engine/replay", imports: "engine/sim engine/game"},

	// Files and embed.
	{dir: "assets"},
	{dir: "assets/generate"}, // draws the icon, computes the sounds
	{dir: "levels"},

	// The messages and two codecs.
	{dir: "net/wire", imports: "engine/..."},
	{dir: "net/wire/text", imports: "net/wire"},
	{dir: "net/wire/msgpack", imports: "net/wire", modules: "github.com/vmihailenco/msgpack/v5"},
	{dir: "net/wire/wiretest", imports: "net/wire", modules: testTools, forTests: true}, // what every codec must pass

	// Bytes from one end to the other. A link knows no message and no game.
	{dir: "net/link"},
	{dir: "net/link/mem", imports: "net/link"},
	{dir: "net/link/netem", imports: "net/link engine/splitmix"},
	{dir: "net/link/tcp", imports: "net/link"},
	{dir: "net/link/linktest", imports: "net/link", forTests: true}, // what every link must pass

	// The server's side of the game and the client's. They know the messages, but
	// neither each other nor how bytes travel.
	{dir: "net/authority", imports: "net/wire engine/..."},
	{dir: "net/replica", imports: "net/wire engine/...", modules: "golang.org/x/text"},

	// The mind of a peer in a game without a server.
	{dir: "net/peer", imports: "engine/..."},
	{dir: "net/peer/internal/model", forTests: true}, // the agreement of its members, for a search through all states
	{dir: "net/peerwire", imports: "net/wire net/wire/msgpack net/peer engine/...", modules: "github.com/gtank/ristretto255"}, // its messages, and those about a link between peers

	// Both ends of a connection: an authority over many links, a replica over one, and a
	// peer over one to each other.
	{dir: "net/session", imports: "net/wire net/wire/text net/wire/msgpack net/link net/link/netem net/authority net/replica net/peer net/peerwire"},

	// A whole game on a virtual clock, the way to a server, discovery, a real server.
	{dir: "net/netsim", imports: "engine/... net/wire/... net/link/... net/authority net/replica net/session net/peer"},
	{dir: "net/netsim/netsimtest", imports: "net/netsim", forTests: true}, // has games of tests checked in every tick
	{dir: "net/cookie"},
	{dir: "net/discovery", imports: "net/wire net/cookie"},
	{dir: "net/tracker", imports: "net/wire net/cookie net/discovery net/invite"}, // an announced game is described as on the local network
	{dir: "net/invite"},
	{dir: "net/clonetest", forTests: true}, // what a copy shares with its original
	{dir: "net/netnstest", forTests: true}, // networks inside this machine
	{dir: "net/dial", imports: "net/wire/... net/link net/link/tcp net/invite net/tracker"},
	{dir: "net/server", imports: "engine/... net/wire/... net/link/... net/authority net/session", modules: "golang.org/x/text golang.org/x/time"},

	{dir: "net/mesh", imports: "engine/... net/wire/... net/link/... net/peer net/peerwire net/replica net/session net/dial net/discovery net/tracker"}, // a peer in real time

	// What only the Lab uses.
	{dir: "cmd/internal/lab/scenario", imports: sansIONet + "cmd/internal/tomlpos"},
	{dir: "cmd/internal/lab/eventlog", imports: sansIONet},
	{dir: "cmd/internal/lab/history", imports: sansIONet + "cmd/internal/lab/scenario cmd/internal/lab/eventlog"},
	{dir: "cmd/internal/lab/capture", imports: sansIONet + "cmd/internal/lab/eventlog"},
	{dir: "cmd/internal/lab/lesson", imports: sansIONet + "cmd/internal/tomlpos cmd/internal/lab/scenario cmd/internal/lab/eventlog cmd/internal/lab/history"},

	// What the programs share, and those without a window.
	{dir: "cmd/internal/cli", imports: "engine/maze levels net/wire net/link/netem cmd/internal/files"},
	{dir: "cmd/internal/files"},
	{dir: "cmd/internal/clitest", forTests: true}, // manual pages against -h; kills writers
	{dir: "cmd/internal/importlaw"},
	{dir: "cmd/internal/records", imports: "engine/maze engine/sim net/wire cmd/internal/files"}, // best times of a server
	{dir: "cmd/internal/rotation", imports: "engine/maze cmd/internal/cli"},                      // which level a server plays next
	{dir: "cmd/internal/recorder", imports: "engine/... net/wire net/peer net/server cmd/internal/files"},
	{dir: "cmd/internal/tomlpos", modules: "github.com/pelletier/go-toml/v2"},
	{dir: "cmd/clewd", imports: gamePackages + "cmd/internal/... cmd/clewd/internal/...", modules: "github.com/fsnotify/fsnotify github.com/prometheus/client_golang golang.org/x/text golang.org/x/time"},
	{dir: "cmd/clewd/internal/admin", imports: gamePackages + "cmd/internal/... cmd/clewd/internal/bans"},
	{dir: "cmd/clewd/internal/bans", imports: "net/server cmd/internal/files"},
	{dir: "cmd/clewd/internal/config", imports: "cmd/internal/tomlpos cmd/internal/files", modules: "github.com/pelletier/go-toml/v2"},
	{dir: "cmd/clewbot", imports: gamePackages + "cmd/internal/..."},
	{dir: "cmd/clewlab", imports: gamePackages + "cmd/internal/...", modules: "gonum.org/v1/plot"},

	// The window. Its packages know the game, not each other; theme is the palette and
	// the type that all share, and screen brings all together.
	{dir: "cmd/clew/internal/startup", imports: "cmd/internal/cli net/dial net/invite net/tracker net/link/netem net/wire", modules: "github.com/jezek/xgb"}, // runs before Ebitengine, which panics without a display
	{dir: "cmd/clew/internal/crash", imports: "cmd/clew/internal/theme cmd/clew/internal/i18n cmd/clew/internal/ui", modules: ebitenModules + " github.com/adrg/xdg"},
	{dir: "cmd/clew/internal/theme", imports: "engine/sim net/wire assets", modules: ebitenModules},
	{dir: "cmd/clew/internal/i18n", imports: "engine/sim cmd/internal/files", modules: "github.com/nicksnyder/go-i18n/v2 github.com/pelletier/go-toml/v2 golang.org/x/text golang.org/x/sys"},
	{dir: "cmd/clew/internal/input", imports: "engine/sim cmd/clew/internal/i18n", modules: ebitenModules},
	{dir: "cmd/clew/internal/render", imports: gamePackages + "cmd/clew/internal/theme cmd/clew/internal/render/...", modules: ebitenModules},
	{dir: "cmd/clew/internal/render/camera"}, // e2e tests compute with it, without Ebitengine
	{dir: "cmd/clew/internal/render/lighting", imports: "engine/maze"},
	{dir: "cmd/clew/internal/ui", imports: "cmd/clew/internal/theme cmd/clew/internal/input cmd/clew/internal/i18n", modules: ebitenModules},
	{dir: "cmd/clew/internal/windowtest", modules: ebitenModules, forTests: true},
	{dir: "cmd/clew/internal/uitest", imports: "net/replica net/link/netem cmd/clew/internal/theme cmd/clew/internal/input cmd/clew/internal/i18n cmd/clew/internal/ui", modules: ebitenModules, forTests: true},
	{dir: "cmd/clew/internal/bestrun", imports: "engine/... cmd/internal/files"},
	{dir: "cmd/clew/internal/medal", imports: "engine/maze engine/sim cmd/clew/internal/theme cmd/clew/internal/i18n cmd/clew/internal/ui", modules: ebitenModules}, // in the menu and in the game
	{dir: "cmd/clew/internal/menu", imports: gamePackages + "cmd/clew/internal/medal cmd/clew/internal/theme cmd/clew/internal/i18n cmd/clew/internal/input cmd/clew/internal/settings cmd/clew/internal/ui", modules: ebitenModules},
	{dir: "cmd/clew/internal/hud", imports: gamePackages + "cmd/clew/internal/medal cmd/clew/internal/theme cmd/clew/internal/i18n cmd/clew/internal/input cmd/clew/internal/ui cmd/clew/internal/netsettings", modules: ebitenModules},
	{dir: "cmd/clew/internal/netsettings", imports: "net/replica net/link/netem net/wire cmd/clew/internal/theme cmd/clew/internal/ui cmd/clew/internal/i18n", modules: ebitenModules},
	{dir: "cmd/clew/internal/stats", imports: "engine/maze engine/sim net/session net/link/netem net/replica cmd/internal/files"}, // a line for each tick of a game
	{dir: "cmd/clew/internal/sound", imports: "assets cmd/clew/internal/i18n", modules: "github.com/ebitengine/oto/v3"},
	{dir: "cmd/clew/internal/settings", imports: gamePackages + "cmd/internal/files cmd/clew/internal/i18n", modules: "github.com/adrg/xdg github.com/gofrs/flock github.com/pelletier/go-toml/v2"},
	{dir: "cmd/clew/internal/replays", imports: "engine/... net/wire net/replica cmd/internal/lab/capture"},
	{dir: "cmd/clew/internal/lab", imports: gamePackages + "cmd/internal/lab/... cmd/clew/internal/input cmd/clew/internal/theme cmd/clew/internal/render cmd/clew/internal/ui cmd/clew/internal/netsettings cmd/clew/internal/lab/...", modules: ebitenModules},
	{dir: "cmd/clew/internal/lab/lessonui", imports: gamePackages + "cmd/internal/files cmd/internal/lab/... cmd/clew/internal/settings cmd/clew/internal/theme cmd/clew/internal/i18n cmd/clew/internal/ui cmd/clew/internal/lab/...", modules: ebitenModules},
	{dir: "cmd/clew/internal/lab/howitworks", imports: gamePackages + "cmd/internal/lab/scenario cmd/clew/internal/input cmd/clew/internal/theme cmd/clew/internal/render cmd/clew/internal/i18n cmd/clew/internal/ui cmd/clew/internal/netsettings cmd/clew/internal/lab/playback", modules: ebitenModules},
	{dir: "cmd/clew/internal/lab/playback", imports: gamePackages + "cmd/internal/files cmd/internal/lab/... cmd/clew/internal/i18n"},
	{dir: "cmd/clew/internal/screen", imports: gamePackages + "cmd/clew/internal/... cmd/internal/...", modules: ebitenModules + " github.com/adrg/xdg"},
	{dir: "cmd/clew", imports: gamePackages + "cmd/clew/internal/... cmd/internal/...", modules: ebitenModules},
	{dir: "cmd/clew/e2e", modules: "github.com/jezek/xgb", forTests: true}, // the programs as people use them
}

const (
	gamePackages  = "engine/... net/... assets levels "
	sansIONet     = "engine/... net/wire/... net/link net/link/mem net/link/netem net/authority net/replica net/session net/netsim net/peer "
	ebitenModules = "github.com/hajimehoshi/ebiten/v2 github.com/ebitenui/ebitenui golang.org/x/image golang.org/x/text"
)

// testRules says what tests may import beside what their package may.
var testRules = []rule{
	{dir: "engine/...", imports: "engine/... assets levels", modules: testTools},
	{dir: "assets/...", imports: "engine/... assets levels", modules: testTools},
	{dir: "levels/...", imports: "engine/... assets levels", modules: testTools},
	{dir: "net/...", imports: "engine/... net/... assets levels", modules: testTools},
	{dir: "cmd/clew/...", imports: gamePackages + "cmd/...", modules: testTools + " " + ebitenModules},
	{dir: "cmd/...", imports: gamePackages + "cmd/internal/...", modules: testTools},
}

const testTools = "pgregory.net/rapid go.uber.org/goleak"

// A ban is on standard packages that a part of the module must not import
// directly, and why. "x/..." means x and all below it.
type bannedImport struct {
	in, std, why string
}

// testStd names the standard packages that only tests and packages for tests import.
const testStd = "testing/..."

var bannedImports = []bannedImport{
	{"engine/...", "time/... os/... sync/... math math/cmplx math/rand/... crypto/rand",
		"the engine is the same on every machine and at every time: integers, and what it is given"},
}

// sansIO lists the packages that start no goroutine and read no clock: whoever
// drives them passes the time in.
const sansIO = "engine/... net/wire/... net/peer net/peerwire net/link/netem net/authority net/replica net/session net/netsim/... cmd/internal/lab/..."

// integersOnly lists the packages in which two processors must agree on every bit.
const integersOnly = "engine/..."

// An unreachable package can't be reached by any number of imports.
type unreachable struct {
	from, except, to, why string
}

var unreachables = []unreachable{
	{from: "engine/...", to: "net/... clew/net/... clew/cmd/...", why: "the engine knows no network and no window"},
	{from: "engine/... net/... assets/... levels/... cmd/...", except: "cmd/clew/...",
		to:  "github.com/hajimehoshi/ebiten/... github.com/ebitengine/...",
		why: "importing Ebitengine or oto needs a display and C libraries, which only the window may ask for"},
}

// A requirement is a package that every test must import that reaches another.
type requirement struct {
	to, with, why string
}

var requirements = []requirement{
	{to: "clew/net/netsim", with: "clew/net/netsim/netsimtest", why: "each game of a test is checked in every tick; import it for that, named _"},
}

// topLevel is all that may stand beside dot-files and what .gitignore names.
const topLevel = "cmd engine net assets levels go.mod go.sum Makefile README.md"
