# Two stages: what builds the environment does not ship with it.
FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/frontdoor
WORKDIR /src
COPY requirements.txt ./
RUN /opt/frontdoor/bin/pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY messages messages
COPY flows flows
COPY bot bot
RUN /opt/frontdoor/bin/pip install --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --create-home frontdoor
COPY --from=build /opt/frontdoor /opt/frontdoor
ENV PATH=/opt/frontdoor/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    FRONTDOOR_HOST=0.0.0.0 \
    FRONTDOOR_PORT=8080 \
    FRONTDOOR_DATABASE_URL=sqlite+aiosqlite:////data/frontdoor.db
USER frontdoor
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['FRONTDOOR_PORT'] + '/health/live', timeout=4)"]
CMD ["frontdoor", "serve"]
