package main

import (
	"bufio"
	"fmt"
	"io"
)

// maxTyped is how long a line may be that is typed at the console, in bytes.
const maxTyped = 4096

// console carries out what is typed, until there is no more. Its goroutine ends
// with the program: reading from a terminal cannot be broken off.
func console(in io.Reader, out io.Writer, ask func(from, line string) []string) {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, maxTyped), maxTyped)
	for lines.Scan() {
		for _, l := range ask("console", lines.Text()) {
			fmt.Fprintln(out, l)
		}
	}
}
