package batch

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/clausewise/clausewise/batch/columnar"
)

// WriteParquet makes a Parquet file of a table of answers that a run has written: the same columns, the row as a number, empty cells as null.
func WriteParquet(w io.Writer, answers io.Reader) error {
	in := csv.NewReader(answers)
	in.ReuseRecord = true
	header, err := in.Read()
	if err != nil {
		return fmt.Errorf("the answers cannot be read: %w", err)
	}
	out, err := columnar.NewWriter(w, header[0], append([]string(nil), header[1:]...)...)
	if err != nil {
		return err
	}
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return out.Close()
		}
		if err != nil {
			return fmt.Errorf("the answers cannot be read: %w", err)
		}
		number, err := strconv.ParseInt(cells[0], 10, 64)
		if err != nil {
			return err
		}
		if err := out.Row(number, cells[1:]); err != nil {
			return err
		}
	}
}
