package org.lantern.app.feature.viewer;

/** What dragging with the left button does. */
enum Tool {
    WINDOW("W", "mdi2c-contrast-circle"), PAN("T", "mdi2c-cursor-move"), ZOOM("Z", "mdi2m-magnify"),
    SCROLL("S", "mdi2u-unfold-more-horizontal"), LENGTH("D", "mdi2r-ruler");

    private final String key;
    private final String icon;

    Tool(String key, String icon) {
        this.key = key;
        this.icon = icon;
    }

    /** The key that chooses it. */
    String key() {
        return key;
    }

    String icon() {
        return icon;
    }

    /** Key of its name in the message bundles. */
    String textKey() {
        return "viewer.tool." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
