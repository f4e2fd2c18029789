package importlaw

// replaced maps words that the project used once to what it says now. They
// must not come back as parts of package names, file names or declared
// identifiers. A name is split at its capitals: newFlakyLink contains flaky.
var replaced = map[string]string{
	// packages
	"flakylink": "netem", "memlink": "mem", "tcplink": "tcp", "packwire": "msgpack", "textwire": "text",
	"rigtest": "netsimtest", "tomlfile": "tomlpos", "textfile": "files", "timespan": "cli (duration)",
	"flagenv": "cli (flags)", "wireflags": "cli (netem flags)", "keeptest": "clitest", "spool": "async writer",
	"thrift": "uitest", "paneltest": "uitest",

	// types, functions, files
	"hasty": "async log", "steward": "manager", "porch": "pending connections", "tutor": "lessons",
	"deaf": "awaiting welcome", "recap": "checkpoint", "relevel": "level change", "film": "history, replay",
	"reel": "player", "rig": "simulation", "flaky": "netem", "crowd": "pool", "crew": "pool",
	"wanderer": "random walk", "steer": "direction",
	"belief": "position", "beliefs": "positions", "asker": "command sender", "expel": "kick",
	"vitals": "ping, connection stats", "hygiene": "sanitize", "crier": "announcer",
	"muffled": "broadcast blocked",
}
