//go:build linux

package server_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// attackRoleVar makes the test binary play a role in an attack, rather than test.
const attackRoleVar = "CLEW_ATTACK_ROLE"

// serverAddr is where the server of an attack listens.
const serverAddr = "10.77.0.1:8856"

// attackRoles are what the test binary can be. Each is given words, and the lines that
// it is asked; it answers each with one line.
var attackRoles = map[string]func(words []string, asked <-chan string) error{
	"server":   runServer,
	"player":   runPlayer,
	"attacker": runAttacker,
}

func init() {
	playRole = func() bool {
		role := os.Getenv(attackRoleVar)
		if role == "" {
			return false
		}
		asked := make(chan string)
		go func() {
			defer close(asked)
			for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
				asked <- lines.Text()
			}
		}()
		words := strings.Fields(role)
		if err := attackRoles[words[0]](words[1:], asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return true
	}
}

// printAnswer prints an answer as a line.
func printAnswer(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(b))
}
