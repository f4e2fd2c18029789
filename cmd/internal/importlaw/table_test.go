package importlaw

// A room is a package and whom it may know.
type rule struct {
	dir string
	// imports names rooms of this module, apart by spaces; "x/..." means x and all
	// below it. What they may import is allowed too.
	imports string
	// modules names modules that are not ours.
	modules string
	// forTests: nothing but tests, and rooms of this kind, may import it.
	forTests bool
}

// rules is the table of the design, 'The rooms', from the bottom up.
var rules = []rule{
	// The engine: a pure function on ticks. Nothing but the standard library.
	{dir: "engine/maze"},
	{dir: "engine/sim", imports: "engine/maze"},
	{dir: "engine/timeline", imports: "engine/sim"},
	{dir: "engine/replay", imports: "engine/sim engine/timeline"},

	// Bytes and embed.
	{dir: "assets"},
	{dir: "assets/icon/paint"},     // makes the icon
	{dir: "assets/sounds/compose"}, // makes the sounds, and the score of the music
	{dir: "levels"},

	// Messages, and two ways to write them.
	{dir: "net/wire", imports: "engine/..."},
	{dir: "net/wire/textwire", imports: "net/wire"},
	{dir: "net/wire/packwire", imports: "net/wire", modules: "github.com/vmihailenco/msgpack/v5"},
	{dir: "net/wire/wiretest", imports: "net/wire", modules: testTools, forTests: true}, // what every codec must pass

	// Bytes from one end to the other. A link knows no message and no game.
	{dir: "net/link"},
	{dir: "net/link/memlink", imports: "net/link"},
	{dir: "net/link/flakylink", imports: "net/link"},
	{dir: "net/link/tcplink", imports: "net/link"},
	{dir: "net/link/linktest", imports: "net/link", forTests: true}, // what every link must pass

	// Which names look alike.
	{dir: "net/skeleton", modules: "github.com/mtibben/confusables golang.org/x/text"},

	// Who is right, and what to show meanwhile. They know the messages, but
	// neither each other nor how bytes travel.
	{dir: "net/authority", imports: "net/wire net/skeleton engine/..."},
	{dir: "net/replica", imports: "net/wire engine/...", modules: "golang.org/x/text"},

	// One end: drives an authority over many links, or a replica over one,
	// which it can make flaky.
	{dir: "net/endpoint", imports: "net/wire net/wire/textwire net/wire/packwire net/link net/link/flakylink net/authority net/replica"},

	// A whole game on a virtual clock; the way to a server; who is out there; a
	// real server.
	{dir: "net/rig/film", imports: "engine/... net/wire/... net/link/... net/authority net/replica net/endpoint net/rig net/rig/scenario net/rig/tracer"},
	{dir: "net/rig/capture", imports: "engine/... net/wire/... net/link net/link/flakylink net/replica net/endpoint net/rig/tracer"},
	{dir: "net/rig/tracer", imports: "engine/... net/wire/... net/link/... net/authority net/replica net/endpoint net/rig"},
	{dir: "net/rig", imports: "engine/... net/wire/... net/link/... net/authority net/replica net/endpoint"},
	{dir: "net/rig/rigtest", imports: "net/rig", forTests: true}, // has games of tests checked in every tick
	{dir: "net/rig/cheat", imports: "net/wire engine/sim"},
	{dir: "net/rig/lesson", imports: "net/rig/scenario net/rig/tomlfile net/rig/tracer net/link/flakylink engine/sim"},
	{dir: "net/rig/tomlfile", modules: "github.com/pelletier/go-toml/v2"},
	{dir: "net/rig/scenario", imports: "net/rig net/rig/cheat net/rig/tomlfile engine/maze engine/sim net/wire net/wire/textwire net/link/flakylink net/replica net/endpoint"},
	{dir: "net/lan", imports: "net/wire"},
	{dir: "net/netnstest", forTests: true},                               // networks inside this machine
	{dir: "net/dial", imports: "net/wire/... net/link net/link/tcplink"}, // a player's way to a server
	{dir: "net/host", imports: "engine/... net/...", modules: "golang.org/x/text golang.org/x/time"},
	{dir: "net/host/attack"},                                                                            // what an attack costs a server, in tests alone
	{dir: "net/host/guess", imports: "net/host/ledger", modules: "golang.org/x/text golang.org/x/time"}, // passwords, and who guesses at them
	{dir: "net/host/ledger"},                                                                            // what is known of addresses

	// What the programs share, and those without a window.
	{dir: "cmd/internal/pick", imports: "engine/maze levels cmd/internal/textfile"},
	{dir: "cmd/internal/ending"},
	{dir: "cmd/internal/timespan"},
	{dir: "cmd/internal/wireflags", imports: "net/link/flakylink net/wire cmd/internal/timespan"},
	{dir: "cmd/internal/flagenv"},
	{dir: "cmd/internal/importlaw"},
	{dir: "cmd/internal/manual", forTests: true},                 // manual pages against -h
	{dir: "cmd/internal/release", imports: "net/wire"},           // which one a program is
	{dir: "cmd/internal/keep"},                                   // files that are never half written
	{dir: "cmd/internal/keep/keeptest", forTests: true},          // kills who writes
	{dir: "cmd/internal/spool"},                                  // files that nobody waits for
	{dir: "cmd/internal/textfile", imports: "cmd/internal/keep"}, // text that people edit: marks, encodings
	{dir: "cmd/internal/record", imports: "engine/... net/wire net/host cmd/internal/spool"},
	{dir: "cmd/clewd", imports: gamePackages + "cmd/internal/... cmd/clewd/internal/...", modules: "github.com/fsnotify/fsnotify golang.org/x/text golang.org/x/time"},
	{dir: "cmd/clewd/internal/admin", imports: gamePackages + "cmd/internal/... cmd/clewd/internal/bans cmd/clewd/internal/crowd"},
	{dir: "cmd/clewd/internal/bans", imports: "net/host cmd/internal/keep cmd/internal/textfile"},
	{dir: "cmd/clewd/internal/config", imports: "net/rig/tomlfile cmd/internal/keep cmd/internal/textfile", modules: "github.com/pelletier/go-toml/v2"},
	{dir: "cmd/clewd/internal/crowd"}, // so many connections at a local port
	{dir: "cmd/clewd/internal/gauges", imports: "net/host cmd/clewd/internal/crowd", modules: "github.com/prometheus/client_golang"},
	{dir: "cmd/clewd/internal/systemd"},
	{dir: "cmd/clewbot", imports: gamePackages + "cmd/internal/..."},
	{dir: "cmd/clewlab", imports: gamePackages + "cmd/internal/...", modules: "gonum.org/v1/plot"},

	// The window. Its rooms know the game, not each other; theme is the
	// palette and the type that all share, and screen brings all together.
	// What stands below view, input and panel is theirs, and those of it that
	// name no Ebitengine are tested without a screen.
	{dir: "cmd/clew/internal/windowtest", modules: ebitenModules, forTests: true},
	{dir: "cmd/clew/internal/options", imports: "cmd/internal/flagenv cmd/internal/wireflags net/dial net/link/flakylink net/wire"}, // what needs no window
	{dir: "cmd/clew/internal/display", imports: "cmd/clew/internal/options cmd/internal/release", modules: "github.com/jezek/xgb"},  // says that there is none, before Ebitengine panics
	{dir: "cmd/clew/internal/journal", modules: "github.com/adrg/xdg"},                                                              // standard error, or a file where there is none
	{dir: "cmd/clew/internal/fatal", imports: "cmd/clew/internal/theme cmd/clew/internal/words cmd/clew/internal/panel/kit", modules: ebitenModules},
	{dir: "cmd/clew/internal/theme", imports: "engine/sim net/wire assets", modules: ebitenModules},
	{dir: "cmd/clew/internal/words", imports: "cmd/internal/textfile", modules: "github.com/nicksnyder/go-i18n/v2 github.com/pelletier/go-toml/v2 golang.org/x/text golang.org/x/sys"}, // all texts, in each language
	{dir: "cmd/clew/internal/view", imports: gamePackages + "cmd/clew/internal/theme cmd/clew/internal/view/...", modules: ebitenModules},
	{dir: "cmd/clew/internal/view/lens"},
	{dir: "cmd/clew/internal/view/pose"},
	{dir: "cmd/clew/internal/view/sight", imports: "engine/maze"},
	{dir: "cmd/clew/internal/view/stone"},
	{dir: "cmd/clew/internal/view/trail"},
	{dir: "cmd/clew/internal/input", imports: gamePackages + "cmd/clew/internal/input/...", modules: ebitenModules},
	{dir: "cmd/clew/internal/input/action"},
	{dir: "cmd/clew/internal/input/gamepad", imports: "cmd/clew/internal/input/pad", modules: ebitenModules},
	{dir: "cmd/clew/internal/input/pad", imports: "cmd/clew/internal/input/action"},
	{dir: "cmd/clew/internal/input/keymap", imports: "cmd/clew/internal/input/action cmd/clew/internal/words", modules: ebitenModules},
	{dir: "cmd/clew/internal/input/steer", imports: "engine/sim"},
	{dir: "cmd/clew/internal/panel", imports: gamePackages + "cmd/clew/internal/theme cmd/clew/internal/words cmd/clew/internal/input/... cmd/clew/internal/settings cmd/clew/internal/panel/...", modules: ebitenModules},
	{dir: "cmd/clew/internal/panel/hud", imports: gamePackages + "cmd/clew/internal/theme cmd/clew/internal/words cmd/clew/internal/input/... cmd/clew/internal/panel/kit cmd/clew/internal/panel/phrase cmd/clew/internal/panel/tuning", modules: ebitenModules},
	{dir: "cmd/clew/internal/panel/phrase", imports: "engine/sim cmd/clew/internal/words"}, // times and levels in words
	{dir: "cmd/clew/internal/panel/paneltest", imports: "cmd/clew/internal/input/pad cmd/clew/internal/words cmd/clew/internal/panel/kit/...", modules: ebitenModules, forTests: true},
	{dir: "cmd/clew/internal/panel/kit", imports: "cmd/clew/internal/theme cmd/clew/internal/input/... cmd/clew/internal/words", modules: ebitenModules},
	{dir: "cmd/clew/internal/panel/kit/proof", imports: "cmd/clew/internal/panel/kit", forTests: true}, // reads what is on a screen, for faults
	{dir: "cmd/clew/internal/panel/kit/thrift", forTests: true},                                        // finds what a frame allocates
	{dir: "cmd/clew/internal/panel/tuning", imports: "net/replica net/link/flakylink net/wire cmd/clew/internal/theme cmd/clew/internal/panel/kit cmd/clew/internal/words", modules: ebitenModules},
	{dir: "cmd/clew/internal/panel/showcase", imports: "net/replica net/link/flakylink cmd/clew/internal/theme", modules: ebitenModules},
	{dir: "cmd/clew/internal/panel/gallery", imports: "cmd/clew/internal/...", modules: ebitenModules},
	{dir: "cmd/clew/internal/stats", imports: "engine/maze engine/sim net/endpoint net/link/flakylink net/replica cmd/internal/spool"}, // a line for each tick of a game
	{dir: "cmd/clew/internal/sound", imports: "assets cmd/clew/internal/words", modules: "github.com/ebitengine/oto/v3"},
	{dir: "cmd/clew/internal/settings", imports: gamePackages + "cmd/internal/keep cmd/internal/textfile cmd/clew/internal/words", modules: "github.com/adrg/xdg github.com/pelletier/go-toml/v2"},
	{dir: "cmd/clew/internal/lab", imports: gamePackages + "cmd/clew/internal/input/pad cmd/clew/internal/theme cmd/clew/internal/view cmd/clew/internal/panel/kit cmd/clew/internal/panel/tuning cmd/clew/internal/lab/...", modules: ebitenModules},
	{dir: "cmd/clew/internal/lab/tutor", imports: gamePackages + "cmd/internal/textfile cmd/clew/internal/settings cmd/clew/internal/theme cmd/clew/internal/words cmd/clew/internal/panel/kit cmd/clew/internal/lab/...", modules: ebitenModules},
	{dir: "cmd/clew/internal/lab/reel", imports: gamePackages + "cmd/internal/textfile cmd/clew/internal/words"}, // a film, and what is picked out of it
	{dir: "cmd/clew/internal/kept", imports: "engine/... net/wire net/replica net/rig/capture"},                  // games that were kept
	{dir: "cmd/clew/internal/screen", imports: gamePackages + "cmd/clew/internal/... cmd/internal/...", modules: ebitenModules + " github.com/adrg/xdg"},
	{dir: "cmd/clew", imports: gamePackages + "cmd/clew/internal/... cmd/internal/...", modules: ebitenModules},
	{dir: "cmd/clew/e2e", modules: "github.com/jezek/xgb", forTests: true}, // the programs as people use them
}

const (
	gamePackages  = "engine/... net/... assets levels "
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

// A ban is on standard packages that a part of the house must not import
// directly, and why. "x/..." means x and all below it.
type bannedImport struct {
	in, std, why string
}

// testStd names the standard packages that only tests and rooms for them import.
const testStd = "testing/..."

var bannedImports = []bannedImport{
	{"engine/...", "time/... os/... sync/... math math/cmplx math/rand/... crypto/rand",
		"the engine is the same on every machine and at every time: integers, and what it is given"},
}

// sansIO lists the rooms that start no goroutine and read no clock: whoever
// drives them passes the time in.
const sansIO = "engine/... net/wire/... net/link/flakylink net/authority net/replica net/endpoint net/rig/..."

// integersOnly lists the rooms in which two processors must agree on every bit.
const integersOnly = "engine/..."

// A wall can't be crossed by any number of imports.
type unreachable struct {
	from, except, to, why string
}

var unreachables = []unreachable{
	{from: "engine/...", to: "net/... clew/net/... clew/cmd/...", why: "the engine knows no network and no window"},
	{from: "engine/... net/... assets/... levels/... cmd/...", except: "cmd/clew/...",
		to:  "github.com/hajimehoshi/ebiten/... github.com/ebitengine/...",
		why: "importing Ebitengine or oto needs a display and C libraries, which only the window may ask for"},
}

// A companion goes with a room in every test that reaches it.
type requirement struct {
	to, with, why string
}

var requirements = []requirement{
	{to: "clew/net/rig", with: "clew/net/rig/rigtest", why: "each game of a test is checked in every tick; import it for that, named _"},
}

// topLevel is all that may stand beside dot-files and what .gitignore names.
const topLevel = "cmd engine net assets levels go.mod go.sum Makefile README.md"
