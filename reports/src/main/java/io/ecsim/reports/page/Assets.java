package io.ecsim.reports.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The style sheet and the script of a page, and the policy that lets a browser use these two and nothing else. */
final class Assets {
    private static final String LICENCE = "uplot/LICENSE";

    private Assets() {}

    /** What stands between the style tags. */
    static String style() {
        return "\n" + read("uplot/uPlot.min.css") + read("report.css");
    }

    /** What stands between the script tags: well formed as XML too, and with the licence that must go with uPlot. */
    static String script() {
        return "//<![CDATA[\n/*! uPlot 1.6.32\n" + read(LICENCE) + "*/\n" + read("uplot/uPlot.iife.min.js")
                + read("tables.js") + read("figures.js") + read("curves.js") + "//]]>";
    }

    /** The policy: this style and this script by their hashes; no other source of anything, no network. */
    static String policy() {
        return "default-src 'none'; style-src '" + hash(style()) + "'; script-src '" + hash(script())
                + "'; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }

    /** A browser hashes what it read, with line feeds only. */
    private static String read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            return text.endsWith("\n") ? text : text + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
