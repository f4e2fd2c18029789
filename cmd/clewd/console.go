package main

import (
	"bufio"
	"fmt"
	"io"

	"clew/cmd/clewd/internal/admin"
)

// maxConsoleLine is the maximum length of a command in bytes.
const maxConsoleLine = 4096

// console executes the commands that are typed, until the end of the input. Its
// goroutine ends with the program, since reading from a terminal cannot be
// interrupted.
func console(in io.Reader, out io.Writer, execute func(from, line string) []string) {
	for lines := bufio.NewReaderSize(in, maxConsoleLine); ; {
		line, whole, err := admin.ReadLine(lines)
		if err != nil {
			return
		}
		answer := []string{admin.LineTooLong(maxConsoleLine)}
		if whole {
			answer = execute("console", line)
		}
		for _, l := range answer {
			fmt.Fprintln(out, l)
		}
	}
}
