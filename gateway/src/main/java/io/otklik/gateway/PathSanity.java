package io.otklik.gateway;

/**
 * What a request's target may look like: one meaning only, whoever reads it. Services match decoded and normalised paths,
 * the gateway raw ones; whatever the two could read differently is refused here.
 */
final class PathSanity {

    private static final String NOT_IN_A_PATH = "\"<>\\^`{|};[]#";
    private static final String NOT_IN_A_QUERY = "\"<>\\^`{|}#";

    private PathSanity() {}

    /**
     * Whether the raw path and query are sane: printable ASCII with whole percent escapes, and in the path no {@code ;}, no
     * empty, {@code .} or {@code ..} segment, and no escaped slash, backslash, control character or dot segment.
     */
    static boolean isSane(String uri) {
        if (uri.isEmpty() || uri.charAt(0) != '/') {
            return false;
        }
        int end = uri.indexOf('?');
        int pathEnd = end < 0 ? uri.length() : end;
        return isSanePath(uri, pathEnd) && isSaneQuery(uri, pathEnd);
    }

    private static boolean isSanePath(String uri, int end) {
        int letters = 0; // of the segment, an escape counting as one
        int dots = 0;
        for (int i = 1; i < end; i++) {
            char c = uri.charAt(i);
            if (c == '/') {
                if (letters == 0 || letters == dots && dots <= 2) {
                    return false;
                }
                letters = 0;
                dots = 0;
                continue;
            }
            if (!isPrintable(c) || NOT_IN_A_PATH.indexOf(c) >= 0) {
                return false;
            }
            int meant = c;
            if (c == '%') {
                meant = escaped(uri, i, end);
                if (meant < ' ' || meant == 0x7f || meant == '/' || meant == '\\') {
                    return false;
                }
                i += 2;
            }
            letters++;
            dots += meant == '.' ? 1 : 0;
        }
        return letters == 0 || letters != dots || dots > 2;
    }

    private static boolean isSaneQuery(String uri, int start) {
        for (int i = start + 1; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (!isPrintable(c) || NOT_IN_A_QUERY.indexOf(c) >= 0 || c == '%' && escaped(uri, i, uri.length()) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(char c) {
        return c > ' ' && c < 0x7f;
    }

    /** The byte that the escape at {@code at} stands for; -1 when it is none. */
    private static int escaped(String uri, int at, int end) {
        if (at + 2 >= end) {
            return -1;
        }
        int high = Character.digit(uri.charAt(at + 1), 16);
        int low = Character.digit(uri.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
