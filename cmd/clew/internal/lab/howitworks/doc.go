// Package howitworks shows how netcode works to somebody who knows nothing of it:
// one's own screen, the server and another player's screen side by side, always
// moving, with a slider for lag, the switches of the netcode, and a sentence that
// says what they do. The game is a scenario, played by the Lab's engine.
//
// It plays by itself: a tour goes through the switches until a key is pressed, and
// Ann walks by herself until somebody takes over.
package howitworks
