// Package panel draws and works everything that lies over the maze: the menu,
// the form to join an address, and in the game the HUD with its panels.
//
// It knows no network and no server. Data go in and wishes come out, once a
// tick: Title asks to play, join or quit; HUD asks to send a chat line, to
// change the simulated lag or the switches, or to leave. Both own the
// keyboard and the mouse while they are updated; HUD.Keyboard says when the
// walking keys must rest.
//
// The keyboard belongs to one thing at a time. In the game that is walking,
// until a text field or the menu opens, or until Tab takes it into the lag
// panel; Esc gives it back. The mouse works every panel that is open, also
// while the keys walk.
package panel
