package io.otklik.standalone;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, and what is added to it from there on. */
final class LogTail {
    private static final int WINDOW = 256 << 10;

    private final Path log;
    private long position;
    private String unfinished = "";

    private LogTail(Path log, long position) {
        this.log = log;
        this.position = position;
    }

    static LogTail fromEndOf(Path log) {
        return new LogTail(log, length(log));
    }

    /** The last lines, fewer where there are fewer; none where there is no log. */
    static List<String> last(Path log, int count) {
        LogTail tail = new LogTail(log, Math.max(0, length(log) - WINDOW));
        List<String> lines = tail.added();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** Whole lines since the last call; starts over when the log has been rotated. */
    List<String> added() {
        long length = length(log);
        if (length < position) {
            position = 0;
        }
        if (length == position) {
            return List.of();
        }
        byte[] bytes = new byte[(int) Math.min(length - position, WINDOW)];
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(position);
            file.readFully(bytes);
        } catch (IOException rotatedMeanwhile) {
            return List.of();
        }
        position += bytes.length;
        String text = unfinished + new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        unfinished = text.substring(end);
        return text.substring(0, end).lines().toList();
    }

    private static long length(Path log) {
        try {
            return Files.size(log);
        } catch (IOException none) {
            return 0;
        }
    }
}
