/** The first page: which vault, who, with which password; or a new vault. */
package org.lantern.app.feature.login;
