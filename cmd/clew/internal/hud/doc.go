// Package hud draws and works everything that lies over the maze in a game: level
// and time, chat, map, who is here, the net graph and the panel for simulated lag,
// and the cards that come up at the exit or when the connection is lost.
//
// It knows no network and no server. Once a tick a HUD takes what there is to
// show, a Now, and says what the person wants, a Wish: to send a chat line, to
// change the simulated lag or the switches, or to leave.
//
// The keyboard belongs to one thing at a time. In the game that is walking,
// until a text field or the menu opens, or until Tab takes it into the lag
// panel; Esc gives it back. HUD.WantsKeyboard says when the walking keys must rest.
// The mouse works every panel that is open, also while the keys walk.
package hud
