// Package hud implements the heads-up display over the maze: level and time,
// chat, minimap, scoreboard, net graph, the panel for simulated lag, and the
// cards for a finish or a lost connection.
//
// It knows no network and no server. Once per tick, HUD.Update takes the State
// to show and returns the player's Actions: a chat line, new lag settings,
// leaving, and so on.
//
// One thing at a time has the keyboard: walking, unless a text field, a menu or
// (after Tab) the lag panel has taken it; Esc gives it back. While
// HUD.WantsKeyboard is true, the walking keys must be ignored. The mouse works
// on every open panel at any time.
package hud
