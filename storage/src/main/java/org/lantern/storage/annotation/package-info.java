/** What readers draw on images and how they leave a series: kept in versions, never overwritten. */
package org.lantern.storage.annotation;
