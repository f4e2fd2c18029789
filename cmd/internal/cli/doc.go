// Package cli provides what the programs share on the command line: flags with
// environment variables behind them, durations, levels, simulated network
// trouble, signals and the version.
package cli
