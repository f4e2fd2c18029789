// Package panel draws and works everything that lies over the maze: the menu
// and its screens, and in the game the HUD with its panels.
//
// It knows no network and no server. Data go in and wishes come out, once a
// tick: Title says where to go, Solo what to play alone, HostForm and Lobby
// what to open to others, JoinForm whom to join, ReplayList and PlayerBar what
// to play again; HUD asks to send a chat line, to change the simulated lag or
// the switches, or to leave. Each owns the keyboard and the mouse while it is
// updated; HUD.Keyboard says when the walking keys must rest.
//
// The keyboard belongs to one thing at a time. In the game that is walking,
// until a text field or the menu opens, or until Tab takes it into the lag
// panel; Esc gives it back. The mouse works every panel that is open, also
// while the keys walk.
package panel
