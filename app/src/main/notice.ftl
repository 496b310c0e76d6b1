<#-- Makes NOTICE; see license-maven-plugin in pom.xml. -->
Lantern. Copyright (C) 2026 its authors. GPL-3.0-or-later, see LICENSE.

It comes with these libraries, under their own licences:
<#list licenseMap as entry>
<#assign libraries = entry.getValue()?filter(library -> library.groupId != "org.lantern")>
<#if libraries?size &gt; 0>

${entry.getKey()}
<#list libraries as library>
  ${library.name} ${library.version} (${library.groupId}:${library.artifactId}) ${library.url!""}
</#list>
</#if>
</#list>
