package session

import (
	"errors"
	"time"
)

// State is how far a Client has got.
type State uint8

// The states.
const (
	Dialing      State = iota // it has no link yet; dial one
	Joining                   // it has a link, and waits for the server's Welcome
	Loading                   // it is welcome, and waits for the level
	Playing                   // it is in the game, as a player or a spectator
	Reconnecting              // it was in the game, lost its link, and wants or tries another
	Ended                     // it has given up, or was told to
)

// Why a Client lost its link, where the server did not say why; see Status.Cause.
var (
	ErrServerSilent = errors.New("no word from the server")
	ErrJoinTimeout  = errors.New("the server did not let us in")
)

// State returns the client's state.
func (c *Client) State() State {
	if c.state != Joining {
		return c.state
	}
	if _, spectates := c.Spectating(); c.ID() != 0 || spectates {
		return Loading
	}
	return Joining
}

// Status describes a connection for people.
type Status struct {
	State            State
	LastState        State         // with Ended: the state in which it ended
	Code             string        // with Ended: of the server's Bye; may be empty
	Reason           string        // what went wrong, as a sentence without its full stop
	Cause            error         // the same; nil if the server said so
	Try              int           // with Reconnecting: which try is next or under way, from 1 to MaxTries
	RetryIn          time.Duration // with Reconnecting: time until that try; 0 while it is under way
	SilentFor        time.Duration // with Playing: since the last message, if longer than SilenceWarning
	PredictionHalted bool          // with Playing: the own player waits for the server, see replica.Replica
}

// Status returns the state of the connection.
func (c *Client) Status() Status {
	s := Status{State: c.State(), LastState: c.lastState, Code: c.code, Reason: c.reason, Cause: c.cause, Try: c.tries}
	if c.state == Reconnecting && c.link == nil && !c.dialing {
		s.RetryIn = max(retryDelays[c.tries-1]-(c.now-c.stateSince), 0)
	}
	if silent := c.now - c.lastHeard; c.state == Playing && silent > SilenceWarning {
		s.SilentFor = silent
	}
	s.PredictionHalted = c.state == Playing && c.PredictionHalted()
	return s
}

// Retry makes a Client that is Reconnecting try at once.
func (c *Client) Retry(now time.Duration) {
	if c.state == Reconnecting && c.link == nil && !c.dialing {
		c.stateSince = now - retryDelays[c.tries-1]
	}
}
