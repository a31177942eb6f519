package io.otklik.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * {@code ETag}: {@code "<version>-<hash of the body>"}. The version is the thing's, for {@code If-Match} ({@link IfMatch}); the hash sees
 * what changes around it as well, such as a name, for {@code If-None-Match}, which is answered here with 304.
 */
@Singleton
public class EntityTags {

    private static final Pattern ONE = Pattern.compile("\\G[ \\t]*(W/)?\"([^\"]*)\"[ \\t]*(?:,|$)");
    private static final char BEFORE_HASH = '-';
    private static final int HASH_BYTES = 8;
    private static final int NOT_MODIFIED = 304;

    private final ObjectMapper json;

    EntityTags(ObjectMapper json) {
        this.json = json;
    }

    /** The tag as {@link Versioned} says it, before the body's hash is known. */
    static String ofVersion(int version) {
        return "\"" + version + "\"";
    }

    @ServerResponseFilter
    public void tag(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        Object version = response.getHeaders().getFirst(HttpHeaders.ETAG);
        if (version == null || response.getEntity() == null) {
            return;
        }
        String opaque = version.toString().replace("\"", "") + BEFORE_HASH + hash(response.getEntity());
        response.getHeaders().putSingle(HttpHeaders.ETAG, "\"" + opaque + "\"");
        boolean reads = HttpMethod.GET.equals(request.getMethod()) || HttpMethod.HEAD.equals(request.getMethod());
        if (reads && isKnown(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), opaque)) {
            response.setStatus(NOT_MODIFIED);
            response.setEntity(null);
        }
    }

    /** A kept answer comes as bytes. */
    private String hash(Object entity) throws JsonProcessingException {
        byte[] body = entity instanceof byte[] bytes ? bytes : json.writeValueAsBytes(entity);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What cannot be read is passed over: the client gets the whole answer. */
    private static boolean isKnown(String ifNoneMatch, String opaque) {
        if (ifNoneMatch == null) {
            return false;
        }
        return ifNoneMatch.strip().equals("*")
                || listed(ifNoneMatch).stream().flatMap(List::stream).anyMatch(tag -> tag.opaque()
                        .equals(opaque));
    }

    /** The tags of a header's list; empty when it is none. */
    static Optional<List<Tag>> listed(String header) {
        List<Tag> tags = new ArrayList<>(1);
        Matcher matcher = ONE.matcher(header);
        int end = 0;
        while (matcher.find()) {
            tags.add(new Tag(matcher.group(1) != null, matcher.group(2)));
            end = matcher.end();
        }
        return end == header.length() && end > 0 ? Optional.of(tags) : Optional.empty();
    }

    record Tag(boolean weak, String opaque) {

        /** What {@code If-Match} compares: a weak tag is never the same as any. */
        boolean isOfVersion(int version) {
            String own = Integer.toString(version);
            return !weak && (opaque.equals(own) || opaque.startsWith(own + BEFORE_HASH));
        }
    }
}
