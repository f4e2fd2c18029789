package main

// Pitches in hertz, of the scale with a at 440.
const (
	e4 = 329.63
	a4 = 440.00
	c5 = 523.25
	d5 = 587.33
	e5 = 659.26
	g5 = 783.99
	a5 = 880.00
	c6 = 1046.50
	e6 = 1318.51
)

// soundNotes holds the notes of each sound, by the name of its file.
var soundNotes = map[string][]note{
	"step": {
		{length: 0.07, pitch: 95, to: 60, gain: 0.30},
		{length: 0.05, pitch: 400, gain: 0.35, noise: 1},
	},
	"step-other": { // another player's step: duller, so that one's own stand out
		{length: 0.07, pitch: 80, to: 52, gain: 0.30},
		{length: 0.06, pitch: 300, gain: 0.30, noise: 1},
	},
	"bump": {
		{length: 0.16, pitch: 150, to: 55, gain: 0.55, bright: 0.3},
		{length: 0.05, pitch: 300, gain: 0.40, noise: 1},
	},
	"join": {
		{length: 0.18, pitch: e5, gain: 0.40, bright: 0.6},
		{at: 0.10, length: 0.30, pitch: a5, gain: 0.40, bright: 0.6},
	},
	"leave": {
		{length: 0.18, pitch: a4, gain: 0.40, bright: 0.4},
		{at: 0.10, length: 0.30, pitch: e4, gain: 0.40, bright: 0.4},
	},
	"exit": {
		{length: 0.25, pitch: c5, gain: 0.35, bright: 0.8},
		{at: 0.11, length: 0.25, pitch: e5, gain: 0.35, bright: 0.8},
		{at: 0.22, length: 0.25, pitch: g5, gain: 0.35, bright: 0.8},
		{at: 0.33, length: 0.90, pitch: c6, gain: 0.45, bright: 0.8},
		{at: 0.36, length: 0.87, pitch: e6, gain: 0.20, bright: 0.4},
	},
	"chat": {
		{length: 0.06, pitch: a5, gain: 0.30, bright: 0.2},
		{at: 0.05, length: 0.09, pitch: c6, gain: 0.30, bright: 0.2},
	},
	"move": {
		{length: 0.045, pitch: d5, gain: 0.25, bright: 0.3},
	},
	"select": {
		{length: 0.07, pitch: d5, gain: 0.30, bright: 0.5},
		{at: 0.05, length: 0.16, pitch: a5, gain: 0.30, bright: 0.5},
	},
}
