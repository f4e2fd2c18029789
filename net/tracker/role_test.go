package tracker

import (
	"context"
	"fmt"
	"io"
	"net/netip"
	"os"
	"strings"
	"time"

	"clew/net/discovery"
)

// roleVar is the environment variable that makes this test's program play a role.
const roleVar = "CLEW_TRACKER_ROLE"

// runRole plays a role until standard input ends: its name, and words for it.
func runRole(role string) (code int) {
	words := strings.Fields(role)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	var err error
	switch words[0] {
	case "tracker":
		err = runTrackerRole(ctx)
	case "peer":
		runPeerRole(ctx, words[1])
	case "browser":
		runBrowserRole(ctx, words[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func runTrackerRole(ctx context.Context) error {
	conn, err := Listen(fmt.Sprintf(":%d", Port))
	if err != nil {
		return err
	}
	return Serve(ctx, conn)
}

// runPeerRole announces a member of a game of peers, and prints where it is listed.
func runPeerRole(ctx context.Context, at string) {
	a := Announce(Advertisement{
		Tracker: at, Port: 8856,
		Info: func() discovery.Info {
			return discovery.Info{Name: "Ann and Bo", Level: "Spiral", Players: 2, MaxPlayers: 8, Game: 7, View: 2}
		},
		OnChange: func(listed netip.AddrPort, err error) { fmt.Println(listed, err) },
	})
	<-ctx.Done()
	a.Close()
}

// runBrowserRole prints the games of a tracker, in one line, whenever they change.
func runBrowserRole(ctx context.Context, at string) {
	b := Browse(at)
	defer b.Close()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for last := ""; ctx.Err() == nil; {
		var all []string
		for _, g := range b.Games(nil) {
			all = append(all, fmt.Sprintf("%s at %v", g.Name, g.Doors))
		}
		if line := strings.Join(all, ", "); line != last {
			last = line
			fmt.Println(line)
		}
		select {
		case <-look.C:
		case <-ctx.Done():
		}
	}
}
