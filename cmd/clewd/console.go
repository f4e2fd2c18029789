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
	for lines := bufio.NewReaderSize(in, maxTyped); ; {
		line, more, err := lines.ReadLine()
		if err != nil {
			return
		}
		answer := []string{fmt.Sprintf("that line is longer than %d bytes, and nothing was done", maxTyped)}
		if !more {
			answer = ask("console", string(line))
		}
		for more && err == nil { // the rest of it
			_, more, err = lines.ReadLine()
		}
		for _, l := range answer {
			fmt.Fprintln(out, l)
		}
	}
}
