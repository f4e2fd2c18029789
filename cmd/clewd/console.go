package main

import (
	"bufio"
	"fmt"
	"io"

	"clew/cmd/clewd/internal/admin"
)

// maxConsoleLine is how long a line may be that is typed at the console, in bytes.
const maxConsoleLine = 4096

// console carries out what is typed, until there is no more. Its goroutine ends
// with the program: reading from a terminal cannot be broken off.
func console(in io.Reader, out io.Writer, ask func(from, line string) []string) {
	for lines := bufio.NewReaderSize(in, maxConsoleLine); ; {
		line, whole, err := admin.ReadLine(lines)
		if err != nil {
			return
		}
		answer := []string{admin.LineTooLong(maxConsoleLine)}
		if whole {
			answer = ask("console", line)
		}
		for _, l := range answer {
			fmt.Fprintln(out, l)
		}
	}
}
