/** Risk models that were added to a vault: published ones from signed files, and learned ones. */
package org.lantern.storage.model;
