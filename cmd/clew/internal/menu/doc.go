// Package menu implements the title screen, the screens behind it, and the
// controls of the replay player. What lies over the maze during a game is in
// package hud.
//
// It knows no network and no server. Each screen takes data and returns the
// player's choice once per tick: TitleScreen where to go, SinglePlayerForm what
// to play alone, HostForm and Lobby how to host, JoinForm which server to join,
// ReplayList and ReplayControls what to replay, SettingsForm the settings. A
// screen has the keyboard and the mouse while it is updated.
package menu
