package tcp

import (
	"errors"
	"fmt"
	"os"
	"time"

	"clew/net/link"
)

// batchSize is how many bytes are written at a time; the last message of a
// batch may exceed it.
const batchSize = 16 << 10

// write empties the outbox until the link is closed or broken, and then closes
// the connection.
func (l *Link) write(readerDone <-chan struct{}) {
	defer close(l.done)
	var batch []byte
	for {
		if batch = l.nextBatch(batch[:0]); len(batch) == 0 {
			break
		}
		n, err := l.conn.Write(batch)
		l.bytesOut.Add(uint64(n))
		if err != nil {
			l.writeFailed(err)
			break
		}
	}
	<-l.closing
	if l.Detached() {
		<-readerDone
		l.conn.SetDeadline(time.Time{})
		return
	}
	l.halfClose(readerDone)
	l.conn.Close()
	<-readerDone
}

// nextBatch waits for messages and appends them to batch. It appends none when
// there will never be any again. It sets the deadline for writing them.
func (l *Link) nextBatch(batch []byte) []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.outbox.Len() == 0 && !l.closed && !l.broken {
		l.outboxReady.Wait()
	}
	if l.broken {
		return nil
	}
	for more := true; more && len(batch) < batchSize; {
		batch, _, more = l.outbox.Pop(batch)
	}
	if !l.closed {
		l.conn.SetWriteDeadline(time.Now().Add(l.opts.WriteTimeout))
	}
	return batch
}

// writeFailed ends sending. Unless the other end is slow, the connection stays
// open, so that what arrived before it broke can still be read.
func (l *Link) writeFailed(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if errors.Is(err, os.ErrDeadlineExceeded) {
		l.fail(fmt.Errorf("%w: %w", link.ErrSlowReader, err))
	} else {
		l.fail(fmt.Errorf("%w: %w", link.ErrDisconnected, err))
	}
}

// halfClose tells the other end that nothing more comes, and gives it the time
// to see that and to close too. Meanwhile the reader discards what still comes,
// which keeps the connection from being reset too early.
func (l *Link) halfClose(readerDone <-chan struct{}) {
	c, ok := l.conn.(interface{ CloseWrite() error })
	if ok && c.CloseWrite() == nil {
		<-readerDone
	}
}
