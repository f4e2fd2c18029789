package importlaw

// A room is a package and whom it may know.
type room struct {
	folder string
	// may names rooms of this module, apart by spaces; "x/..." means x and all
	// below it. What they may import is allowed too.
	may string
	// outside names modules that are not ours.
	outside string
	// forTests: nothing but tests, and rooms of this kind, may import it.
	forTests bool
}

// rooms is the table of the design, 'The rooms', from the bottom up.
var rooms = []room{
	// The engine: a pure function on ticks. Nothing but the standard library.
	{folder: "engine/maze"},
	{folder: "engine/sim", may: "engine/maze"},
	{folder: "engine/timeline", may: "engine/sim"},
	{folder: "engine/replay", may: "engine/sim engine/timeline"},

	// Bytes and embed.
	{folder: "assets"},
	{folder: "assets/icon/paint"},     // makes the icon
	{folder: "assets/sounds/compose"}, // makes the sounds, and the score of the music
	{folder: "levels"},

	// Messages, and two ways to write them.
	{folder: "net/wire", may: "engine/..."},
	{folder: "net/wire/textwire", may: "net/wire"},
	{folder: "net/wire/packwire", may: "net/wire", outside: "github.com/vmihailenco/msgpack/v5"},
	{folder: "net/wire/wiretest", may: "net/wire", outside: testTools, forTests: true}, // what every codec must pass

	// Bytes from one end to the other. A link knows no message and no game.
	{folder: "net/link"},
	{folder: "net/link/memlink", may: "net/link"},
	{folder: "net/link/flakylink", may: "net/link"},
	{folder: "net/link/tcplink", may: "net/link"},
	{folder: "net/link/linktest", may: "net/link", forTests: true}, // what every link must pass

	// Which names look alike.
	{folder: "net/skeleton", outside: "github.com/mtibben/confusables golang.org/x/text"},

	// Who is right, and what to show meanwhile. They know the messages, but
	// neither each other nor how bytes travel.
	{folder: "net/authority", may: "net/wire net/skeleton engine/..."},
	{folder: "net/replica", may: "net/wire engine/...", outside: "golang.org/x/text"},

	// One end: drives an authority over many links, or a replica over one,
	// which it can make flaky.
	{folder: "net/endpoint", may: "net/wire net/wire/textwire net/wire/packwire net/link net/link/flakylink net/authority net/replica"},

	// A whole game on a virtual clock; the way to a server; who is out there; a
	// real server.
	{folder: "net/rig/film", may: "engine/... net/wire/... net/link/... net/authority net/replica net/endpoint net/rig net/rig/scenario net/rig/tracer"},
	{folder: "net/rig/capture", may: "engine/... net/wire/... net/link net/link/flakylink net/replica net/endpoint net/rig/tracer"},
	{folder: "net/rig/tracer", may: "engine/... net/wire/... net/link/... net/authority net/replica net/endpoint net/rig"},
	{folder: "net/rig", may: "engine/... net/wire/... net/link/... net/authority net/replica net/endpoint"},
	{folder: "net/rig/rigtest", may: "net/rig", forTests: true}, // has games of tests checked in every tick
	{folder: "net/rig/cheat", may: "net/wire engine/sim"},
	{folder: "net/rig/lesson", may: "net/rig/scenario net/rig/tomlfile net/rig/tracer net/link/flakylink engine/sim"},
	{folder: "net/rig/tomlfile", outside: "github.com/pelletier/go-toml/v2"},
	{folder: "net/rig/scenario", may: "net/rig net/rig/cheat net/rig/tomlfile engine/maze engine/sim net/wire net/wire/textwire net/link/flakylink net/replica net/endpoint"},
	{folder: "net/lan", may: "net/wire"},
	{folder: "net/netnstest", forTests: true},                           // networks inside this machine
	{folder: "net/dial", may: "net/wire/... net/link net/link/tcplink"}, // a player's way to a server
	{folder: "net/host", may: "engine/... net/...", outside: "golang.org/x/text golang.org/x/time"},
	{folder: "net/host/attack"},                                                                        // what an attack costs a server, in tests alone
	{folder: "net/host/guess", may: "net/host/ledger", outside: "golang.org/x/text golang.org/x/time"}, // passwords, and who guesses at them
	{folder: "net/host/ledger"},                                                                        // what is known of addresses

	// What the programs share, and those without a window.
	{folder: "cmd/internal/pick", may: "engine/maze levels cmd/internal/textfile"},
	{folder: "cmd/internal/ending"},
	{folder: "cmd/internal/timespan"},
	{folder: "cmd/internal/wireflags", may: "net/link/flakylink net/wire cmd/internal/timespan"},
	{folder: "cmd/internal/flagenv"},
	{folder: "cmd/internal/importlaw"},
	{folder: "cmd/internal/manual", forTests: true},             // manual pages against -h
	{folder: "cmd/internal/release", may: "net/wire"},           // which one a program is
	{folder: "cmd/internal/keep"},                               // files that are never half written
	{folder: "cmd/internal/keep/keeptest", forTests: true},      // kills who writes
	{folder: "cmd/internal/spool"},                              // files that nobody waits for
	{folder: "cmd/internal/textfile", may: "cmd/internal/keep"}, // text that people edit: marks, encodings
	{folder: "cmd/internal/record", may: "engine/... net/wire net/host cmd/internal/spool"},
	{folder: "cmd/clewd", may: game + "cmd/internal/... cmd/clewd/internal/...", outside: "github.com/fsnotify/fsnotify golang.org/x/text golang.org/x/time"},
	{folder: "cmd/clewd/internal/admin", may: game + "cmd/internal/... cmd/clewd/internal/bans cmd/clewd/internal/crowd"},
	{folder: "cmd/clewd/internal/bans", may: "net/host cmd/internal/keep cmd/internal/textfile"},
	{folder: "cmd/clewd/internal/config", may: "net/rig/tomlfile cmd/internal/keep cmd/internal/textfile", outside: "github.com/pelletier/go-toml/v2"},
	{folder: "cmd/clewd/internal/crowd"}, // so many connections at a local port
	{folder: "cmd/clewd/internal/gauges", may: "net/host cmd/clewd/internal/crowd", outside: "github.com/prometheus/client_golang"},
	{folder: "cmd/clewd/internal/systemd"},
	{folder: "cmd/clewbot", may: game + "cmd/internal/..."},
	{folder: "cmd/clewlab", may: game + "cmd/internal/...", outside: "gonum.org/v1/plot"},

	// The window. Its rooms know the game, not each other; theme is the
	// palette and the type that all share, and screen brings all together.
	// What stands below view, input and panel is theirs, and those of it that
	// name no Ebitengine are tested without a screen.
	{folder: "cmd/clew/internal/windowtest", outside: ebiten, forTests: true},
	{folder: "cmd/clew/internal/options", may: "cmd/internal/flagenv cmd/internal/wireflags net/dial net/link/flakylink net/wire"}, // what needs no window
	{folder: "cmd/clew/internal/display", may: "cmd/clew/internal/options cmd/internal/release", outside: "github.com/jezek/xgb"},  // says that there is none, before Ebitengine panics
	{folder: "cmd/clew/internal/journal", outside: "github.com/adrg/xdg"},                                                          // standard error, or a file where there is none
	{folder: "cmd/clew/internal/fatal", may: "cmd/clew/internal/theme cmd/clew/internal/words cmd/clew/internal/panel/kit", outside: ebiten},
	{folder: "cmd/clew/internal/theme", may: "engine/sim net/wire assets", outside: ebiten},
	{folder: "cmd/clew/internal/words", may: "cmd/internal/textfile", outside: "github.com/nicksnyder/go-i18n/v2 github.com/pelletier/go-toml/v2 golang.org/x/text golang.org/x/sys"}, // all texts, in each language
	{folder: "cmd/clew/internal/view", may: game + "cmd/clew/internal/theme cmd/clew/internal/view/...", outside: ebiten},
	{folder: "cmd/clew/internal/view/lens"},
	{folder: "cmd/clew/internal/view/pose"},
	{folder: "cmd/clew/internal/view/sight", may: "engine/maze"},
	{folder: "cmd/clew/internal/view/stone"},
	{folder: "cmd/clew/internal/view/trail"},
	{folder: "cmd/clew/internal/input", may: game + "cmd/clew/internal/input/...", outside: ebiten},
	{folder: "cmd/clew/internal/input/action"},
	{folder: "cmd/clew/internal/input/gamepad", may: "cmd/clew/internal/input/pad", outside: ebiten},
	{folder: "cmd/clew/internal/input/pad", may: "cmd/clew/internal/input/action"},
	{folder: "cmd/clew/internal/input/keymap", may: "cmd/clew/internal/input/action cmd/clew/internal/words", outside: ebiten},
	{folder: "cmd/clew/internal/input/steer", may: "engine/sim"},
	{folder: "cmd/clew/internal/panel", may: game + "cmd/clew/internal/theme cmd/clew/internal/words cmd/clew/internal/input/... cmd/clew/internal/settings cmd/clew/internal/panel/...", outside: ebiten},
	{folder: "cmd/clew/internal/panel/hud", may: game + "cmd/clew/internal/theme cmd/clew/internal/words cmd/clew/internal/input/... cmd/clew/internal/panel/kit cmd/clew/internal/panel/phrase cmd/clew/internal/panel/tuning", outside: ebiten},
	{folder: "cmd/clew/internal/panel/phrase", may: "engine/sim cmd/clew/internal/words"}, // times and levels in words
	{folder: "cmd/clew/internal/panel/paneltest", may: "cmd/clew/internal/input/pad cmd/clew/internal/words cmd/clew/internal/panel/kit/...", outside: ebiten, forTests: true},
	{folder: "cmd/clew/internal/panel/kit", may: "cmd/clew/internal/theme cmd/clew/internal/input/... cmd/clew/internal/words", outside: ebiten},
	{folder: "cmd/clew/internal/panel/kit/proof", may: "cmd/clew/internal/panel/kit", forTests: true}, // reads what is on a screen, for faults
	{folder: "cmd/clew/internal/panel/kit/thrift", forTests: true},                                    // finds what a frame allocates
	{folder: "cmd/clew/internal/panel/tuning", may: "net/replica net/link/flakylink net/wire cmd/clew/internal/theme cmd/clew/internal/panel/kit cmd/clew/internal/words", outside: ebiten},
	{folder: "cmd/clew/internal/panel/showcase", may: "net/replica net/link/flakylink cmd/clew/internal/theme", outside: ebiten},
	{folder: "cmd/clew/internal/panel/gallery", may: "cmd/clew/internal/...", outside: ebiten},
	{folder: "cmd/clew/internal/stats", may: "engine/maze engine/sim net/endpoint net/link/flakylink net/replica cmd/internal/spool"}, // a line for each tick of a game
	{folder: "cmd/clew/internal/sound", may: "assets cmd/clew/internal/words", outside: "github.com/ebitengine/oto/v3"},
	{folder: "cmd/clew/internal/settings", may: game + "cmd/internal/keep cmd/internal/textfile cmd/clew/internal/words", outside: "github.com/adrg/xdg github.com/pelletier/go-toml/v2"},
	{folder: "cmd/clew/internal/lab", may: game + "cmd/clew/internal/input/pad cmd/clew/internal/theme cmd/clew/internal/view cmd/clew/internal/panel/kit cmd/clew/internal/panel/tuning cmd/clew/internal/lab/...", outside: ebiten},
	{folder: "cmd/clew/internal/lab/tutor", may: game + "cmd/internal/textfile cmd/clew/internal/settings cmd/clew/internal/theme cmd/clew/internal/words cmd/clew/internal/panel/kit cmd/clew/internal/lab/...", outside: ebiten},
	{folder: "cmd/clew/internal/lab/reel", may: game + "cmd/internal/textfile cmd/clew/internal/words"}, // a film, and what is picked out of it
	{folder: "cmd/clew/internal/kept", may: "engine/... net/wire net/replica net/rig/capture"},          // games that were kept
	{folder: "cmd/clew/internal/screen", may: game + "cmd/clew/internal/... cmd/internal/...", outside: ebiten + " github.com/adrg/xdg"},
	{folder: "cmd/clew", may: game + "cmd/clew/internal/... cmd/internal/...", outside: ebiten},
	{folder: "cmd/clew/e2e", outside: "github.com/jezek/xgb", forTests: true}, // the programs as people use them
}

const (
	game   = "engine/... net/... assets levels "
	ebiten = "github.com/hajimehoshi/ebiten/v2 github.com/ebitenui/ebitenui golang.org/x/image golang.org/x/text"
)

// testLaw says what tests may import beside what their package may.
var testLaw = []room{
	{folder: "engine/...", may: "engine/... assets levels", outside: testTools},
	{folder: "assets/...", may: "engine/... assets levels", outside: testTools},
	{folder: "levels/...", may: "engine/... assets levels", outside: testTools},
	{folder: "net/...", may: "engine/... net/... assets levels", outside: testTools},
	{folder: "cmd/clew/...", may: game + "cmd/...", outside: testTools + " " + ebiten},
	{folder: "cmd/...", may: game + "cmd/internal/...", outside: testTools},
}

const testTools = "pgregory.net/rapid go.uber.org/goleak"

// A ban is on standard packages that a part of the house must not import
// directly, and why. "x/..." means x and all below it.
type ban struct {
	in, std, why string
}

// testStd names the standard packages that only tests and rooms for them import.
const testStd = "testing/..."

var bans = []ban{
	{"engine/...", "time/... os/... sync/... math math/cmplx math/rand/... crypto/rand",
		"the engine is the same on every machine and at every time: integers, and what it is given"},
}

// sansIO lists the rooms that start no goroutine and read no clock: whoever
// drives them passes the time in.
const sansIO = "engine/... net/wire/... net/link/flakylink net/authority net/replica net/endpoint net/rig/..."

// integersOnly lists the rooms in which two processors must agree on every bit.
const integersOnly = "engine/..."

// A wall can't be crossed by any number of imports.
type wall struct {
	from, except, to, why string
}

var walls = []wall{
	{from: "engine/...", to: "net/... clew/net/... clew/cmd/...", why: "the engine knows no network and no window"},
	{from: "engine/... net/... assets/... levels/... cmd/...", except: "cmd/clew/...",
		to:  "github.com/hajimehoshi/ebiten/... github.com/ebitengine/...",
		why: "importing Ebitengine or oto needs a display and C libraries, which only the window may ask for"},
}

// A companion goes with a room in every test that reaches it.
type companion struct {
	to, with, why string
}

var companions = []companion{
	{to: "clew/net/rig", with: "clew/net/rig/rigtest", why: "each game of a test is checked in every tick; import it for that, named _"},
}

// topLevel is all that may stand beside dot-files and what .gitignore names.
const topLevel = "cmd engine net assets levels go.mod go.sum Makefile README.md"
