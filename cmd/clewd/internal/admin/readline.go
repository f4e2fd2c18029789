package admin

import (
	"bufio"
	"fmt"
)

// ReadLine reads a line that fits into the buffer of in. Of a longer one it
// reads all and returns no more than the beginning; whole is false then.
func ReadLine(in *bufio.Reader) (line string, whole bool, err error) {
	b, more, err := in.ReadLine()
	line, whole = string(b), !more
	for more { // an error comes again with the next line
		if _, more, err = in.ReadLine(); err != nil {
			return line, whole, nil
		}
	}
	return line, whole, err
}

// LineTooLong is what to say of a line with more than so many bytes.
func LineTooLong(most int) string {
	return fmt.Sprintf("that line is longer than %d bytes, and nothing was done", most)
}
