package io.otklik.edge;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * 413 for a body that grows over 1 MiB while it is read into memory: one that comes in chunks, and one that calls itself a form where
 * none is taken. Forms are not read this way.
 */
@Provider
class CountedBody implements ReaderInterceptor {

    private final CurrentVertxRequest current;

    CountedBody(CurrentVertxRequest current) {
        this.current = current;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Counted(context.getInputStream()));
        return context.proceed();
    }

    private final class Counted extends FilterInputStream {

        private long read;

        Counted(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int size = super.read(target, offset, length);
            count(Math.max(size, 0));
            return size;
        }

        private void count(int more) {
            read += more;
            if (read > BodyLimit.BYTES) {
                BodyLimit.passBy(current.getCurrent());
                throw BodyLimit.TOO_LARGE;
            }
        }
    }
}
