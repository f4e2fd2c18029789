package invite

import "encoding/binary"

// CodeOf returns a code with a valid CRC that Parse refuses.
func CodeOf(what string) string {
	p := packed{1: 10, 6: 1}
	switch what {
	case "no port":
		p[6] = 0
	case "another form":
		p[0] = 1
	}
	binary.BigEndian.PutUint16(p[11:], crc16(p[:11]))
	return p.format()
}
