// Package menu draws and works the menu and its screens, and what recordings are
// played with. What lies over the maze in a game is package hud.
//
// It knows no network and no server. Data go in and wishes come out, once a
// tick: Title says where to go, Solo what to play alone, HostForm and Lobby
// what to open to others, JoinForm whom to join, ReplayList and ReplayControls what
// to play again, SettingsForm what the person wants to have set. Each owns the
// keyboard and the mouse while it is updated.
package menu
