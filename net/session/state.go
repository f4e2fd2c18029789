package session

import (
	"errors"
	"time"
)

// Stage is what a Client was about, in the words of a person.
type Stage uint8

// The stages.
const (
	Connecting Stage = iota // nobody has answered yet
	Entering                // there is a connection, and the server has not let us in
	Loading                 // we are in, and the level is on its way
	InGame                  // we play, or watch
	Returning               // the connection is lost, and we try to get back
)

// What went wrong where nobody said so; see Status.Cause.
var (
	ErrServerSilent = errors.New("no word from the server")
	ErrJoinTimeout  = errors.New("the server did not let us in")
)

// stage is the present one.
func (c *Client) stage() Stage {
	_, watches := c.Spectating()
	switch {
	case c.state == Dialing:
		return Connecting
	case c.state == Playing:
		return InGame
	case c.state == Reconnecting:
		return Returning
	case c.state == Ended:
		return c.lastStage
	case c.ID() != 0 || watches:
		return Loading
	}
	return Entering
}

// Retry has a Client that is Lost try at once, instead of when it is time to.
func (c *Client) Retry(now time.Duration) {
	if c.state == Reconnecting && c.link == nil && !c.dialing {
		c.stateSince = now - retryDelays[c.tries-1]
	}
}
