package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"clew/cmd/internal/recorder"
	"clew/net/server"
)

// newRecorder starts recording the game that cfg describes, with a new file for
// each level. Without a path it returns nil.
func newRecorder(path string, cfg *server.Config) (*recorder.Recorder, error) {
	if path == "" {
		return nil, nil
	}
	log, levels, begun := cfg.Logger, 0, false
	rec, err := recorder.Start(cfg, recorder.Options{
		Open: func() (*os.File, error) {
			levels++
			if path == stdioName {
				return openStdout(levels)
			}
			return os.Create(numberedPath(path, levels))
		},
		OnError: func(file string, err error) {
			if begun {
				log.Error("recording stopped, game continues", "file", file, "error", err.Error())
			}
		},
	})
	if err != nil {
		rec.Close()
		return nil, fmt.Errorf("cannot write the recording: %w", err)
	}
	begun = true
	return rec, nil
}

// openStdout returns standard output for the recording of the first level.
func openStdout(level int) (*os.File, error) {
	if level > 1 {
		return nil, errors.New("standard output is for the first level only; use -record FILE to record each")
	}
	return os.Stdout, nil
}

// numberedPath returns the path of the n-th file: game.clewrec, game-2.clewrec, …
func numberedPath(path string, index int) string {
	if index == 1 {
		return path
	}
	ext := filepath.Ext(path)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ext), index, ext)
}
