package authority

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"clew/engine/sim"
)

// TestPageHasTimeouts checks the protocol's document against the constants.
func TestPageHasTimeouts(t *testing.T) {
	const page = "../PROTOCOL.md"
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(b)), " ")
	for _, want := range []string{
		fmt.Sprintf("| Hello, from the first bytes on: `timeout` | %d s | T |", HelloTicks/sim.TickRate),
		fmt.Sprintf("| the right password from a plain text client: `timeout` | %d s | T |", LoginTicks/sim.TickRate),
		fmt.Sprintf("| no valid message from a game client: `timeout` | %d s | T |", TimeoutTicks/sim.TickRate),
		fmt.Sprintf("| no valid message from a plain text client: `timeout` | %d min | T |", PlainTimeoutTicks/60/sim.TickRate),
		fmt.Sprintf("| Bye of a full server to a plain text client that sends nothing | %d s | T |", LateHelloTicks/sim.TickRate),
		fmt.Sprintf("| a plain text client that never sent a byte loses its place in a full game | %d s | T |", SilentPlainTicks/sim.TickRate),
		fmt.Sprintf("| a player without a connection loses its place in a full game | %d s | T |", ReservedTicks/sim.TickRate),
		fmt.Sprintf("| a player without a connection leaves | %d s | T |", ResumeTicks/sim.TickRate),
		fmt.Sprintf("| other clients learn of a new player, at the latest | %g s | T |", float64(AnnounceTicks)/sim.TickRate),
		fmt.Sprintf("| rejected messages: `flood` | the %dth; one is forgotten per second | T |", maxStrikes),
		fmt.Sprintf("SetAppearance together, per player: dropped | %d at once, then 1 per second | T |", chatBurst),
		fmt.Sprintf("times the number of clients: dropped | %d at once, then %[1]d per second | T |", broadcastBurst),
		fmt.Sprintf("| Errors for dropped messages | %d per second; one more sums up the others | T |", dropsReported),
		fmt.Sprintf("| dropped messages: `flood` | more than %d per second for %d s | T |", floodRate, floodSeconds),
		fmt.Sprintf("| resumptions of a player: `busy` | %d at once, then 1 in %d s | T |", resumeBurst, resumeInterval/sim.TickRate),
		fmt.Sprintf("| queued walks of a plain text client: dropped | %d | |", maxQueuedWalks),
		fmt.Sprintf("It also becomes 0 in the %dth tick in a row without an input,", StarvedTicks),
		fmt.Sprintf("the server consumes at most %d more inputs of a player than ticks pass;", maxBudget),
		fmt.Sprintf("**ConnectionStats** is sent every %d s", ConnStatsTicks/sim.TickRate),
		fmt.Sprintf("It is warned by a `note` %d s before.", idleWarningTicks/sim.TickRate),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not have %q", page, want)
		}
	}
}
