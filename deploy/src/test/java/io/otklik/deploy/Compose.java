package io.otklik.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml, its merge keys applied. */
record Compose(JsonNode file) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):?([-?])([^}]*)}");

    static Compose read() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object loaded = new Yaml(new SafeConstructor(options)).load(Project.text("docker-compose.yml"));
        return new Compose(new ObjectMapper().valueToTree(loaded));
    }

    JsonNode service(String name) {
        return file.path("services").path(name);
    }

    List<String> images() {
        return file.path("services").findValuesAsText("image");
    }

    /** A service's environment, where .env says nothing but what it must: variables that must be set stand for themselves. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        service(service)
                .path("environment")
                .properties()
                .forEach(entry -> environment.put(
                        entry.getKey(),
                        VARIABLE.matcher(entry.getValue().asText())
                                .replaceAll(found -> Matcher.quoteReplacement(
                                        found.group(2).equals("?") ? found.group(1) : found.group(3)))));
        return environment;
    }

    /** What it takes from .env: name, then whether it must be there ({@code ?}) or has a default ({@code -}), then the default. */
    static List<MatchResult> variables() {
        return VARIABLE.matcher(Project.text("docker-compose.yml")).results().toList();
    }
}
