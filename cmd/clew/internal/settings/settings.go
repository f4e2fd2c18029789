package settings

import (
	"path/filepath"
	"slices"

	"github.com/adrg/xdg"

	"clew/net/wire"
)

// Version is the version of the file; a greater one is from a newer release.
const Version = 1

// DefaultPath returns the default path of the settings.
func DefaultPath() string { return filepath.Join(xdg.ConfigHome, "clew", "settings.toml") }

// Settings holds all settings and what the game remembers of the user.
type Settings struct {
	Version  int    `toml:"version"`
	Language string `toml:"language" comment:"en or pt; empty: that of the system"`

	Player Player `toml:"player"`
	Sound  Sound  `toml:"sound"`
	Video  Video  `toml:"picture"`
	Games  Games  `toml:"games"`

	// Keys and Buttons are what an action is bound to, by the names of actions,
	// keys and buttons; those that are not here are bound as they come.
	Keys    map[string][]string `toml:"keys" comment:"What each action is bound to, where that was changed"`
	Buttons map[string][]string `toml:"buttons"`

	Servers Servers `toml:"servers"`
	Seen    Seen    `toml:"seen"`
}

// Player is the player's name and appearance.
type Player struct {
	Name   string `toml:"name"`
	Colour int    `toml:"colour" comment:"1 to 8, see net/PROTOCOL.md; 0: as it comes"`
	Shape  int    `toml:"shape"`
}

// Look returns the appearance for messages.
func (p Player) Look() wire.Appearance {
	return wire.Appearance{Colour: uint8(p.Colour), Shape: uint8(p.Shape)}
}

// Sound holds volumes, in percent.
type Sound struct {
	Master    int  `toml:"master" comment:"per cent"`
	Steps     int  `toml:"steps" comment:"one's own"`
	Others    int  `toml:"others"`
	Interface int  `toml:"interface"`
	Music     int  `toml:"music"`
	Unfocused bool `toml:"unfocused" comment:"play on while another window has the keyboard"`
}

// Video holds the settings of the window.
type Video struct {
	Fullscreen    bool `toml:"fullscreen"`
	Scale         int  `toml:"scale" comment:"of panels and words, in per cent of what suits the window"`
	FrameLimit    int  `toml:"frame-limit" comment:"frames a second; 0: none"`
	VSync         bool `toml:"vsync"`
	NetGraph      bool `toml:"net-graph" comment:"open from the start of each game"`
	ReducedMotion bool `toml:"reduced-motion"`
	Presenter     bool `toml:"presenter" comment:"large and with high contrast, to be seen from the back of a room"`
	Brightness    int  `toml:"brightness" comment:"of what no torch lights, in per cent"`
}

// Games holds the settings of games, local or on a server.
type Games struct {
	Record  bool `toml:"keep" comment:"record each of them"`
	BestRun bool `toml:"best-run" comment:"show the ghost of one's best run in single player"`
}

// Seen records which hints were shown.
type Seen struct {
	Keys bool `toml:"keys"` // the hint for the keys of the game
}

// The bounds of numbers.
const (
	MaxVolume     = 100
	MinScale      = 75
	MaxScale      = 200
	MinBrightness = 75
	MaxBrightness = 200
	MinFrameLimit = 30
	MaxFrameLimit = 240
	MaxRecent     = 10
	MaxFavourites = 50
)

// Default returns the default settings.
func Default() Settings {
	return Settings{
		Version: Version,
		Sound:   Sound{Master: MaxVolume, Steps: MaxVolume, Others: MaxVolume, Interface: MaxVolume, Music: 60},
		Video:   Video{Scale: 100, VSync: true, Brightness: 100},
		Games:   Games{BestRun: true},
	}
}

// sanitize clamps values that may have been edited by hand.
func (s *Settings) sanitize() {
	s.Player.Name = wire.CleanName(s.Player.Name)
	s.Player.Colour = clamp(s.Player.Colour, 0, wire.Colours)
	s.Player.Shape = clamp(s.Player.Shape, 0, wire.Shapes)
	for _, v := range []*int{&s.Sound.Master, &s.Sound.Steps, &s.Sound.Others, &s.Sound.Interface, &s.Sound.Music} {
		*v = clamp(*v, 0, MaxVolume)
	}
	s.Video.Scale = clamp(s.Video.Scale, MinScale, MaxScale)
	s.Video.Brightness = clamp(s.Video.Brightness, MinBrightness, MaxBrightness)
	if s.Video.FrameLimit != 0 {
		s.Video.FrameLimit = clamp(s.Video.FrameLimit, MinFrameLimit, MaxFrameLimit)
	}
	s.Servers.Recent = sanitizeServers(s.Servers.Recent, MaxRecent)
	s.Servers.Favourites = sanitizeServers(s.Servers.Favourites, MaxFavourites)
	s.Servers.Tracker = sanitizeTracker(s.Servers.Tracker)
}

func clamp(v, low, high int) int { return min(max(v, low), high) }

// clone returns a deep copy.
func (s *Settings) clone() Settings {
	c := *s
	c.Keys, c.Buttons = cloneLists(s.Keys), cloneLists(s.Buttons)
	c.Servers.Recent = slices.Clone(s.Servers.Recent)
	c.Servers.Favourites = slices.Clone(s.Servers.Favourites)
	return c
}

func cloneLists(m map[string][]string) map[string][]string {
	if m == nil {
		return nil
	}
	c := make(map[string][]string, len(m))
	for k, v := range m {
		c[k] = slices.Clone(v)
	}
	return c
}
