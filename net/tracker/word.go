package tracker

import (
	"context"
	"crypto/sha256"
	"encoding/binary"

	"clew/net/invite"
)

// Word returns the six letters that, with the tracker's name, stand for a game; see
// invite.Word. All members of a game of peers have the same.
func Word(g *Game) string {
	id := appendAddr(nil, g.Addr)
	if g.Info.Game != 0 {
		id = binary.BigEndian.AppendUint64(nil, uint64(g.Info.Game))
	}
	sum := sha256.Sum256(id)
	return invite.Word(binary.BigEndian.Uint32(sum[:]) >> 2)
}

// Find asks a tracker, host:port, for the game that a word stands for. The error is an
// *Error, or that of ctx.
func Find(ctx context.Context, tracker, word string) (Game, error) {
	return find(ctx, tracker, word, dialUDP)
}

func find(ctx context.Context, tracker, word string, dial dialFunc) (found Game, err error) {
	c := client{tracker: tracker, dial: dial}
	defer c.close()
	games, err := c.list(ctx)
	if err != nil {
		return Game{}, err
	}
	count := 0
	for _, g := range mergePeers(games) {
		if Word(&g) == word {
			found = g
			count++
		}
	}
	switch count {
	case 0:
		return Game{}, &Error{Kind: UnknownWord, Tracker: tracker}
	case 1:
		return found, nil
	}
	return Game{}, &Error{Kind: AmbiguousWord, Tracker: tracker}
}
