package dev.spotter.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;

/** What people look at the page with. */
final class Viewports {
    private Viewports() {}

    static Browser.NewContextOptions desk(ColorScheme scheme) {
        return new Browser.NewContextOptions().setViewportSize(1_200, 900).setColorScheme(scheme);
    }

    static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setViewportSize(360, 740)
                .setHasTouch(true)
                .setIsMobile(true);
    }

    static Browser.NewContextOptions of(int widthPixels, int heightPixels) {
        return new Browser.NewContextOptions().setViewportSize(widthPixels, heightPixels);
    }
}
