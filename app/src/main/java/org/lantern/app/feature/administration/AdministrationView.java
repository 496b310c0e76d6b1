package org.lantern.app.feature.administration;

import java.time.ZoneId;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.lantern.app.dialog.Dialogs;
import org.lantern.resources.Texts;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Permission;

/** The pages of those who look after the vault; each is there for whom it is meant. */
public final class AdministrationView extends TabPane {
    /** What stands behind the pages. */
    public record Models(UsersViewModel users, AuditViewModel audit, BackupViewModel backup,
            SecurityViewModel security) {}

    public AdministrationView(Models models, Access access, Texts texts, Dialogs dialogs, ZoneId zone) {
        setId("administration");
        getStyleClass().add("administration");
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        add(texts, "security", new SecurityView(models.security(), access, texts, dialogs, zone));
        if (access.may(Permission.MANAGE_USERS)) {
            add(texts, "users", new UsersView(models.users(), texts, dialogs, zone));
            models.users().refresh();
        }
        if (access.may(Permission.BACK_UP)) {
            add(texts, "backup",
                    new BackupView(models.backup(), texts, dialogs, zone, access.may(Permission.MAINTAIN)));
            models.backup().refresh();
        }
        if (access.may(Permission.READ_AUDIT)) {
            add(texts, "audit", new AuditView(models.audit(), texts, dialogs, zone));
            models.audit().refresh();
        }
    }

    private void add(Texts texts, String key, Node content) {
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        var tab = new Tab(texts.get("administration.tab." + key), scroll);
        tab.setId("tab-" + key);
        getTabs().add(tab);
    }
}
