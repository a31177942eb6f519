package io.otklik.idempotency;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * What makes two requests the same: method, path, query, and the fields of the body with its files, not how they are spelled. Keyed by the
 * suite's secret, for a body may hold a password, and a bare hash of it could be guessed from.
 */
final class Fingerprint {

    private static final String ALGORITHM = "HmacSHA256";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Mac mac;

    private Fingerprint(String secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads the files of a form, so it must not be called on an event loop when there is one. */
    static byte[] of(HttpServerRequest request, Object[] parameters, String secret) {
        Fingerprint fingerprint = new Fingerprint(secret);
        String path = request.path();
        fingerprint.add(request.method().name());
        fingerprint.add(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        fingerprint.add(request.query() == null ? "" : request.query());
        for (Object parameter : parameters) {
            if (parameter instanceof byte[] body) {
                fingerprint.add(canonical(body));
            } else if (parameter instanceof MultipartFormDataInput form) {
                fingerprint.add(form);
            }
        }
        return fingerprint.mac.doFinal();
    }

    /** What is no JSON is refused anyway, so it does not matter how it is compared. */
    private static byte[] canonical(byte[] body) {
        try {
            return body.length == 0 ? body : JSON.writeValueAsBytes(JSON.readValue(body, Object.class));
        } catch (IOException other) {
            return body;
        }
    }

    private void add(MultipartFormDataInput form) {
        Map<String, Collection<FormValue>> fields = new TreeMap<>(form.getValues());
        fields.forEach((name, values) -> values.forEach(value -> {
            add(name);
            if (value.isFileItem()) {
                add(value.getFileName() == null ? "" : value.getFileName());
                add(value.getFileItem().getFile());
            } else {
                add(value.getValue());
            }
        }));
    }

    private void add(Path file) {
        byte[] piece = new byte[64 * 1024];
        try (InputStream content = Files.newInputStream(file)) {
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(Files.size(file)).array());
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                mac.update(piece, 0, read);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With its length, so that no two sequences of parts look the same. */
    private void add(byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }
}
