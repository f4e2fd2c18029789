package admin

import (
	"bufio"
	"fmt"
)

// ReadLine reads a line that fits into the buffer of in. It skips the rest of a
// longer one and returns its beginning with whole set to false.
func ReadLine(in *bufio.Reader) (line string, whole bool, err error) {
	b, more, err := in.ReadLine()
	line, whole = string(b), !more
	for more { // an error occurs again with the next line
		if _, more, err = in.ReadLine(); err != nil {
			return line, whole, nil
		}
	}
	return line, whole, err
}

// LineTooLong returns the answer to a line of more than max bytes.
func LineTooLong(max int) string {
	return fmt.Sprintf("nothing was done: the line is longer than %d bytes", max)
}
