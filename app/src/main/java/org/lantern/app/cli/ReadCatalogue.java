package org.lantern.app.cli;

import java.util.Optional;
import org.lantern.analytics.risk.RiskCatalogue;

/** The risk models that the commands of one process share: read when first asked for, kept for the lines of a batch. */
final class ReadCatalogue {
    private Optional<RiskCatalogue> read = Optional.empty();

    RiskCatalogue get() {
        if (read.isEmpty()) {
            read = Optional.of(RiskCatalogue.bundled());
        }
        return read.get();
    }
}
